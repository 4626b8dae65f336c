import { describe, expect, it } from 'vitest';
import { drawGaussians } from '../numerics/gaussian.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { type CrossedRun, decomposeLuck, type LuckParts } from './luck.ts';

const key = streamKey(seedsFrom(12), 'noise');

/** ln y = .3 init + .2 data + .1 rest, standard normal each; each y known between two measurements. */
function crossed(dataSet: number, inits: number, datas: number, repeats = 1, width = 0): CrossedRun[] {
  const luck = new Float64Array(inits + datas + inits * datas * repeats);
  drawGaussians(key, dataSet, luck);
  return Array.from({ length: inits * datas * repeats }, (_, k) => {
    const [init, data] = [k % inits, Math.floor(k / inits) % datas];
    const logY = 0.3 * luck[init]! + 0.2 * luck[inits + data]! + 0.1 * luck[inits + datas + k]!;
    const y = 100 * Math.exp(logY);
    return { init: String(init), data: String(data), low: y / (1 + width), high: y };
  });
}

const parts = (runs: readonly CrossedRun[]) => decomposeLuck(runs) as LuckParts;
const refusal = (runs: readonly CrossedRun[]) => (decomposeLuck(runs) as { refused: string }).refused;

describe('decomposeLuck', () => {
  it('is unbiased over many designs, with one run in a cell or three', () => {
    for (const repeats of [1, 3]) {
      const all = Array.from({ length: 300 }, (_, k) => parts(crossed(k, 6, 5, repeats)));
      for (const [name, variance, levels] of [
        ['init', 0.09, 6],
        ['data', 0.04, 5],
        ['rest', 0.01, 21],
      ] as const) {
        const mean = all.reduce((sum, split) => sum + split[name].variance, 0) / all.length;
        // Relative standard error of a variance about √(2/(levels − 1)), a little more for what is subtracted.
        expect(Math.abs(mean / variance - 1)).toBeLessThan(5 * 1.3 * Math.sqrt(2 / (levels - 1) / 300));
      }
    }
  });

  it('has intervals that hold the truth in about 95 % of designs', () => {
    const all = Array.from({ length: 300 }, (_, k) => parts(crossed(k, 6, 5)));
    const reach = 5 * Math.sqrt((0.95 * 0.05) / 300);
    for (const [name, variance] of [
      ['init', 0.09],
      ['data', 0.04],
      ['rest', 0.01],
    ] as const) {
      const held = all.filter(
        ({ [name]: { interval } }) => interval[0] <= variance && variance <= interval[1],
      );
      expect(Math.abs(held.length / 300 - 0.95)).toBeLessThan(reach);
    }
  });

  it('moves the ends out by half the width of the intervals', () => {
    const [exact, coarse] = [parts(crossed(0, 6, 5)), parts(crossed(0, 6, 5, 1, 0.1))];
    expect(coarse.width).toBeCloseTo(Math.log(1.1), 12);
    for (const name of ['init', 'data', 'rest'] as const) {
      expect(coarse[name].variance).toBe(exact[name].variance);
      expect(Math.sqrt(coarse[name].interval[1])).toBeCloseTo(
        Math.sqrt(exact[name].interval[1]) + Math.log(1.1) / 2,
        12,
      );
      expect(coarse[name].interval[0]).toBeLessThan(exact[name].interval[0]);
    }
  });

  it('finds all luck in the data where the initialization does not matter', () => {
    const runs = crossed(0, 6, 5).map((run) => ({
      ...run,
      low: 5 + Number(run.data),
      high: 5 + Number(run.data),
    }));
    const split = parts(runs);
    expect(split.data.share).toBeCloseTo(1, 12);
    expect(split.init.variance).toBeCloseTo(0, 12);
    expect(split.words).toMatch(
      /0 % comes from the initialization \(variance .*\), 100 % from the data \(variance .*\) and 0 % from neither/,
    );
  });

  it('says the interval of each variance', () => {
    const { words, init, rest } = parts(crossed(0, 6, 5));
    for (const { variance, interval } of [init, rest]) {
      const [each, low, high] = [variance, ...interval].map((value) => Number(value.toPrecision(3)));
      expect(words).toContain(`(variance ${each} [${low}, ${high}])`);
    }
    expect(words).toMatch(/in brackets 95 % intervals of the variances\.$/);
  });

  it('refuses in a sentence rather than invent', () => {
    const runs = crossed(0, 4, 4);
    expect(refusal(runs.map((run, i) => (i < 3 ? { ...run, high: Infinity } : run)))).toMatch(
      '3 of 16 runs did not get there',
    );
    expect(refusal(runs.map((run) => ({ ...run, low: 0 })))).toMatch('before its first measurement');
    expect(refusal(runs.slice(1))).toMatch('as many runs on every data stream');
    expect(refusal(runs.filter(({ data }) => data === '0'))).toMatch('got 4 on 1');
    expect(refusal(runs.map((run) => ({ ...run, low: 7, high: 7 })))).toMatch('no luck to split');
    expect(() => decomposeLuck([{ ...runs[0]!, low: Number.NaN }])).toThrow('must have 0 ≤ low ≤ high');
  });
});
