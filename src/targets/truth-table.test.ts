import { describe, expect, it } from 'vitest';
import { createPlainEngine } from '../engines/plain.ts';
import { setSign } from '../engines/signs.ts';
import { allowedBy } from '../settings/resolve.ts';
import { majorityOfXors } from './majority-of-xors.ts';
import { parity } from './parity.ts';
import { fourierCoefficients, truthTable, truthTables } from './truth-table.ts';

const D = 40;
/** All sign patterns of (x_3, x_35): (+,+), (+,−), (−,+), (−,−). */
const SIGNS = [
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

function patterns(kind: 'signs' | 'dense') {
  const samples = createPlainEngine().createSamples(kind, D, 4);
  if (kind === 'dense') samples.rows.array.fill(0.7);
  for (const [s, [first, second]] of SIGNS.entries()) {
    setSign(samples, s, 3, first);
    setSign(samples, s, 35, second);
  }
  samples.count = 4;
  return samples;
}

const settings = { coordinates: [3, 35], inputDim: D, width: 1 };
const labelsOf = (table: string, kind: 'signs' | 'dense') => {
  const out = new Float64Array(4);
  truthTable.create({ ...settings, truthTable: table }).label(patterns(kind), out);
  return [...out];
};

describe.each(['signs', 'dense'] as const)('truth tables on %s', (kind) => {
  it('read their digits at (+,+), (+,−), (−,+), (−,−)', () => {
    for (const table of truthTables)
      expect(labelsOf(table, kind)).toEqual([...table].map((digit) => (digit === '1' ? 1 : -1)));
  });

  it('0110 is the parity of two', () => {
    const out = new Float64Array(4);
    parity.create(settings).label(patterns(kind), out);
    expect(labelsOf('0110', kind)).toEqual([...out]);
  });

  it('are the sums of their Fourier coefficients times 1, x_i, x_j, x_i x_j', () => {
    for (const table of truthTables) {
      const [mean, first, second, product] = fourierCoefficients(table);
      const sums = SIGNS.map(([i, j]) => mean! + first! * i + second! * j + product! * i * j);
      expect(sums).toEqual(labelsOf(table, kind));
    }
  });
});

describe('the 16 truth tables', () => {
  it('are refused as what they are, such as a number that lost its quotes', () => {
    const { truthTable: table } = truthTable.settings;
    expect(table.safeParse('1010').success).toBe(true);
    expect(table.safeParse(1010).success).toBe(false);
    expect(allowedBy(table)).toBe('four digits 0 or 1, in quotes in a file');
  });

  it('are all different, and XOR and its negation alone have nothing but a product', () => {
    expect(new Set(truthTables).size).toBe(16);
    const pure = truthTables.filter((table) => Math.abs(fourierCoefficients(table)[3]!) === 1);
    expect(pure).toEqual(['0110', '1001']);
    expect(fourierCoefficients('0110')).toEqual([0, 0, 0, -1]);
    expect(fourierCoefficients('0001')).toEqual([-0.5, -0.5, -0.5, 0.5]);
  });
});

describe('the majority of XORs', () => {
  const label = (pairs: number, signs: readonly number[]) => {
    const samples = createPlainEngine().createSamples('signs', D, 1);
    for (const [k, sign] of signs.entries()) setSign(samples, 0, k + 1, sign);
    samples.count = 1;
    const out = new Float64Array(1);
    majorityOfXors.create({ pairs, inputDim: D, width: 1 }).label(samples, out);
    return out[0];
  };

  it('of one is XOR', () => {
    for (const signs of SIGNS) expect(label(1, signs)).toBe(-signs[0] * signs[1]);
  });

  it('of three follows two of them', () => {
    expect(label(3, [1, -1, -1, 1, 1, 1])).toBe(1);
    expect(label(3, [1, -1, -1, -1, 1, 1])).toBe(-1);
  });
});
