import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastSquares } from '../numerics/inference.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { compareLaws, type LawComparison } from './compare.ts';
import { isRefusal } from './sample.ts';
import { createSynthetic } from './synthetic.ts';

const key = streamKey(seedsFrom(6), 'noise');
const design = {
  xs: [32, 64, 128, 256, 512, 1024],
  seeds: 10,
  logMedian: (x: number) => Math.log(x * (4 + 2 * Math.log(x))),
  sigma: 0.1,
  unfinished: 0,
  measureInterval: 0.08,
};
const compared = (change: Partial<typeof design>, dataSet = 0) =>
  compareLaws(createSynthetic({ ...design, ...change }, key)(dataSet)) as LawComparison;
const named = ({ candidates }: LawComparison, name: string) =>
  candidates.find(({ fit }) => fit.law.name === name)!;

describe('compareLaws', () => {
  it('rejects d² where d(a + b ln d) is true, and says what it cannot tell apart', () => {
    const comparison = compared({});
    expect(named(comparison, 'c·d²').deltaBic).toBeGreaterThan(50);
    expect(comparison.candidates[0]!.deltaBic).toBe(0);
    expect(comparison.words).toMatch(
      /is best; .*not distinguishable from it at these d; rejected are .*c·d² by/,
    );
    expect(comparison.words).toMatch('It fits within the scatter between seeds');
  });

  it('finds d² and c·d·ln² d where they are true, unfinished runs or not', () => {
    for (const unfinished of [0, 0.3]) {
      expect(named(compared({ unfinished, logMedian: (x) => 2 * Math.log(x) }), 'c·d²').verdict).not.toBe(
        'rejected',
      );
      const squared = compared({ unfinished, logMedian: (x) => Math.log(x * Math.log(x) ** 2) });
      expect(named(squared, 'c·d·ln² d').verdict).not.toBe('rejected');
      expect(named(squared, 'c·d').verdict).toBe('rejected');
    }
  });

  it('is least squares’ BIC for exact data', () => {
    const runs = createSynthetic(design, key)(0).map((run) => ({ ...run, low: run.high }));
    const comparison = compareLaws(runs) as LawComparison;
    const logs = runs.map(({ x }) => Math.log(x));
    const y = runs.map(({ high }) => Math.log(high));
    const bic = (columns: number[][], rest: number[]) => leastSquares(columns, rest, 0.5).bic;
    const ones = logs.map(() => 1);
    const byHand =
      bic(
        [ones],
        y.map((v, i) => v - 2 * logs[i]!),
      ) - bic([ones, logs], y);
    const gap = named(comparison, 'c·d²').bic - named(comparison, 'c·d^α').bic;
    expect(gap).toBeCloseTo(byHand, 6);
  });

  it('says so when even the best law does not fit, and is fooled in 1 % of data sets at most', () => {
    const bad = compared({ logMedian: (x) => Math.log(x) + 0.3 * Math.sin(3 * Math.log2(x)) });
    expect(bad.lackOfFit.pValue).toBeLessThan(1e-4);
    expect(bad.words).toMatch('the best of these laws is not good');
    const pValues = Array.from({ length: 120 }, (_, k) => compared({ unfinished: 0.3 }, k).lackOfFit.pValue!);
    // Uniform, but for the choice of the best of six: shares below .01 and .5, with 5 standard errors of chance.
    expect(pValues.filter((p) => p < 0.01).length).toBeLessThan(120 * (0.01 + 5 * Math.sqrt(0.01 / 120)));
    expect(Math.abs(pValues.filter((p) => p < 0.5).length / 120 - 0.5)).toBeLessThan(
      5 * Math.sqrt(0.25 / 120),
    );
  });

  it('ranks by finite numbers, or leaves out in a sentence, whatever the data', () => {
    const end = fc.double({ min: 1e-2, max: 1e4, noNaN: true });
    const wide = fc.constantFrom(1, 1.001, 2, Infinity);
    const run = fc
      .record({ x: fc.constantFrom(2, 3, 50, 1000), low: end, wide })
      .map(({ x, low, wide }) => ({ x, seed: '0', low, high: low * wide }));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 12 }), (runs) => {
        const comparison = compareLaws(runs);
        if (isRefusal(comparison)) return;
        for (const { bic, deltaBic } of comparison.candidates) {
          expect(Number.isFinite(bic)).toBe(true);
          expect(deltaBic).toBeGreaterThanOrEqual(0);
        }
        for (const { refused } of comparison.leftOut) expect(refused).not.toMatch('converge');
        expect(comparison.lackOfFit.pValue ?? 0.5).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('leaves out, by name, a law that needs logarithms above 0, and refuses where nothing can be fitted', () => {
    const { leftOut } = compared({ xs: [1, 2, 4, 8], logMedian: (x) => Math.log(x) + 3 });
    expect(leftOut.map(({ law }) => law)).toEqual(['c·d·ln d', 'c·d·ln² d']);
    const nothing = createSynthetic(design, key)(0).map((run) => ({ ...run, high: Infinity }));
    expect(compareLaws(nothing)).toHaveProperty('refused');
  });

  it('refuses to rank laws by fewer than three values of d', () => {
    const refused = (xs: number[]) => compared({ xs });
    expect(refused([16])).toEqual({ refused: 'this needs at least 3 values of d, there is 1' });
    expect(refused([16, 64])).toEqual({ refused: 'this needs at least 3 values of d, there are 2' });
    expect(refused([16, 32, 64])).not.toHaveProperty('refused');
  });

  it('has levels for x with bounds on both sides only, in whatever order the runs come', () => {
    const runs = createSynthetic({ ...design, unfinished: 0.3 }, key)(0);
    const { lackOfFit } = compareLaws(runs) as LawComparison;
    const { lackOfFit: reversed } = compareLaws([...runs].reverse()) as LawComparison;
    expect(reversed.pValue).toBeCloseTo(lackOfFit.pValue!, 6);
  });

  it('cannot tell lack of fit from one run at each x', () => {
    expect(compared({ seeds: 1 }).lackOfFit.pValue).toBe(null);
  });
});
