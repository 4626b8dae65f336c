import { describe, expect, it } from 'vitest';
import { toSvg } from '../../../figures/render.ts';
import { createLab } from '../../lab.ts';
import { formOf } from '../../study-form.ts';
import { stairway } from './stairway.ts';
import type { StairwayEvidence, StairwayJob } from './stairway-evidence.ts';

const { jobs, work, rows, table, figure } = formOf(stairway);
const all = jobs(stairway, { quick: true, seed: 3 }) as StairwayJob[];

/** The same targets with few inputs. */
const results = all
  .filter(({ exponent }) => exponent === 1 || exponent === 1.25)
  .map((job) => {
    const settings = { ...job.settings, inputDim: 16, width: 16, batchSize: 64, testSize: 256 };
    return {
      job: { ...job, settings },
      evidence: work.run({ ...job, settings }, createLab()) as StairwayEvidence,
    };
  });

describe('the stairway', () => {
  it('has batches of d^0.25 to d^2.25, the largest first, on both targets', () => {
    expect(all[0]!.settings.batchSize).toBe(Math.round(64 ** 2.25));
    expect(all.at(-1)!.settings.batchSize).toBe(Math.round(64 ** 0.25));
    expect(all).toHaveLength(18);
  });

  it('has evidence in plain JSON, a row a batch size and a cell a step', () => {
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
    const told = table(rows(stairway, results));
    expect(told).toHaveLength(5);
    expect(told.every((row) => row.length === 10)).toBe(true);
  });

  it('is drawn in both themes with finite numbers only', async () => {
    const { spec, caption } = figure(stairway, results, 'npx twolayer study stairway');
    for (const theme of ['light', 'dark'] as const) {
      const svg = await toSvg(spec, theme);
      expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(svg).toContain('random features');
    }
    expect(caption).toContain('Repeat it: npx twolayer study stairway');
  });
});
