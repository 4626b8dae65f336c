import { describe, expect, it } from 'vitest';
import { toSvg } from '../../figures/render.ts';
import { createLab } from '../lab.ts';
import { otherTargets } from './other-targets.ts';

const lab = createLab();
const small = { inputDim: 6, width: 12, batchSize: 64, testSize: 64, steps: 30 };
const cases = {
  'a parity of two': { target: 'parity' },
  'a parity of three': { target: 'parity', coordinates: [2, 3, 6] },
  'a truth table': { target: 'truth-table', truthTable: '0001' },
  'three XORs at once': { pairs: 3 },
};

describe.each(Object.entries(cases))('a run of xor/other-targets on %s', (name, given) => {
  const record = lab.record({ ...small, ...given }, 0, otherTargets.name);

  it('is drawn in both themes with finite numbers only, a run of one step too', async () => {
    const short = lab.record({ ...small, ...given, steps: 1 }, 0, otherTargets.name);
    for (const one of [record, short]) {
      const { spec, caption } = otherTargets.figure(one, 'npx …');
      const svg = await toSvg(spec, one === record ? 'light' : 'dark');
      expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(svg).toContain('relevant');
      expect(svg.includes('Fourier coefficients')).toBe(name !== 'three XORs at once');
      expect(caption).toContain('Repeat it: npx …');
    }
  });

  it('is told in sentences that name the target', () => {
    const told = otherTargets.report(record);
    expect(told[0]).toMatch(/^Target: y = /);
    expect(told.at(-1)).toMatch(/^Next: /);
    expect(told.join(' ')).not.toMatch(/NaN|undefined|null/);
    expect(told.join(' ').includes('cannot be learned')).toBe(name === 'a parity of three');
  });
});
