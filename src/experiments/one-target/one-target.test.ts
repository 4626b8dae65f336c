import { describe, expect, it } from 'vitest';
import { gatesKernel } from '../../theory/arc-cosine-kernel.ts';
import { createLab } from '../lab.ts';
import { oneTargetThreePapers, samplesByWay } from './one-target.ts';
import { type WayResults, wayRows } from './rows.ts';
import { firstSuccess, geometricSizes } from './search.ts';
import { waySentences, wayTable } from './table.ts';
import { ways } from './ways.ts';
import { waysFigure } from './ways-figure.ts';

describe('the search for the first success', () => {
  const sizes = geometricSizes(10, 10_000, 1.1);

  it('finds the neighbors of a known threshold from wherever it starts, without trying a size twice', () => {
    for (const threshold of [11, 137, 5000, 9999])
      for (const start of [0, 7, sizes.length - 1]) {
        const tried: number[] = [];
        const { low, high } = firstSuccess(sizes, start, (size) => {
          tried.push(size);
          return size >= threshold;
        });
        expect(sizes[sizes.indexOf(low) + 1]).toBe(high);
        expect(low < threshold && threshold <= high!).toBe(true);
        expect(new Set(tried).size).toBe(tried.length);
      }
  });

  it('says what it cannot bound: below the smallest size, above the largest', () => {
    expect(firstSuccess(sizes, 20, () => true)).toEqual({ low: 0, high: 10 });
    expect(firstSuccess(sizes, 20, () => false)).toEqual({ low: 10_000, high: null });
  });

  it('goes through whole sizes that grow by the ratio and end where told', () => {
    expect(geometricSizes(2, 5, 1.1)).toEqual([2, 3, 4, 5]);
    expect(sizes[0]).toBe(10);
    expect(sizes.at(-1)).toBe(10_000);
    expect(Math.max(...sizes.slice(40).map((size, i) => size / sizes[i + 39]!))).toBeLessThan(1.12);
  });
});

describe('the kernel of the first layer on real inputs', () => {
  it('is x·x′ (1 − φ/π) to 1e-8', () => {
    for (let i = 0; i <= 200; i++) {
      const cosine = -1 + i / 100;
      const exact = 3 * cosine * (1 - Math.acos(cosine) / Math.PI);
      expect(Math.abs(gatesKernel(3 * cosine, 3) - exact)).toBeLessThan(3e-8);
    }
  });
});

/** Samples c·d^power at each d, up to a tenth more or less by seed; never found by the first seed at the largest d. */
const made = (way: string, power: number, dims: readonly number[]): WayResults =>
  dims.flatMap((inputDim) =>
    [0, 1, 2, 3, 4].map((seed) => {
      const high = 5 * inputDim ** power * (0.9 + 0.05 * seed);
      const never = seed === 0 && inputDim === dims.at(-1);
      return { job: { way, inputDim, seed }, evidence: { low: 0.95 * high, high: never ? null : high } };
    }),
  );

describe('one target, three papers', () => {
  const results = [
    ...made(ways[0]!.name, 1.2, [16, 32, 64]),
    ...made(ways[1]!.name, 2, [16, 32, 64]),
    ...made(ways[2]!.name, 2, [12, 16, 32]),
  ];

  it('finds the powers that were put in, with runs that never got there as bounds', () => {
    const rows = wayRows(results);
    expect(rows.map(({ unreached }) => unreached)).toEqual([1, 1, 1]);
    for (const [i, power] of [1.2, 2, 2].entries()) {
      const [low, high] = rows[i]!.power!.interval;
      expect(low < power && power < high).toBe(true);
      expect(high - low).toBeLessThan(0.3);
    }
    expect(rows[0]!.besideLog!.estimate).toBeLessThan(1);
  });

  it('says when the power of the law is outside the interval, and that the factor moves', () => {
    const steeper = waySentences(wayRows(made(ways[1]!.name, 2.5, [16, 32, 64]))).join(' ');
    expect(steeper).toContain(
      'its power 2 is below the interval, and the factor of the medians goes from 20',
    );
  });

  it('tells and draws every way, with what was predicted', () => {
    const rows = wayRows(results);
    const said = waySentences(rows).join(' ');
    expect(said).toContain('1 of 15 runs never got there');
    expect(said).toContain(
      'c·d²: its power 2 is within the interval, and the factor of the medians goes from 5',
    );
    expect(said).toContain('At d = 32, the largest that all have');
    expect(wayTable(rows).map((row) => row.length)).toEqual([8, 8, 8, 8]);
    const { spec, caption } = waysFigure(results, 'npx twolayer study one-target-three-papers');
    expect(caption).toContain('npx twolayer study');
    expect(JSON.stringify(spec)).toContain('"reached":false');
  });

  it('has every way with every seed at every number of inputs, a quarter of the seeds when quick', () => {
    const { jobs } = oneTargetThreePapers.form!;
    const full = jobs(oneTargetThreePapers, { quick: false, seed: 3 });
    expect(full).toHaveLength(20 * ways.reduce((sum, { dims }) => sum + dims.full.length, 0));
    expect(new Set(full.map((job) => JSON.stringify(job))).size).toBe(full.length);
    expect(jobs(oneTargetThreePapers, { quick: true, seed: 3 })).toHaveLength(5 * 9);
  });

  it('is learned by each of the three at a tiny size, by the giant step and the kernel with some d² samples', () => {
    const lab = createLab();
    const [sgd, giant, kernel] = ways.map(({ name: way }) =>
      samplesByWay.run({ way, inputDim: 8, seed: 0 }, lab),
    );
    expect(sgd!.high).toBeGreaterThan(sgd!.low);
    for (const { high } of [giant!, kernel!]) {
      expect(high).toBeGreaterThan(64);
      expect(high).toBeLessThan(16 * 64);
    }
  });
});
