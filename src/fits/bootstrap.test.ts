import { describe, expect, it } from 'vitest';
import { drawGaussians } from '../numerics/gaussian.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { type BootstrapFit, bootstrapExponent } from './bootstrap.ts';
import { type ExponentFit, fitExponent } from './exponent.ts';
import type { Observation } from './observation.ts';

const key = streamKey(seedsFrom(10), 'noise');
const SEEDS = 8;

/** y = x^1.2, with luck of each run, and something off at each x whatever the seed. */
function runs(dataSet: number, values: number, offPerX: number): Observation[] {
  const luck = new Float64Array(values * (SEEDS + 1));
  drawGaussians(key, dataSet, luck);
  return Array.from({ length: values * SEEDS }, (_, i) => {
    const [k, seed] = [Math.floor(i / SEEDS), i % SEEDS];
    const x = 32 * 2 ** k;
    const y = x ** 1.2 * Math.exp(0.2 * luck[i]! + offPerX * luck[values * SEEDS + k]!);
    return { x, seed: String(seed), low: 0.98 * y, high: 1.02 * y };
  });
}

const bootstrap = (observations: readonly Observation[], rounds = 199, seed = 0) =>
  bootstrapExponent(observations, { rounds, seed }) as BootstrapFit;

describe('bootstrapExponent', () => {
  it('covers the truth where a law is off at each x, which profile likelihood does not', () => {
    const DATA_SETS = 60;
    const covered = (interval: (data: Observation[]) => readonly [number, number]) =>
      Array.from({ length: DATA_SETS }, (_, k) => interval(runs(k, 6, 0.15))).filter(
        ([low, high]) => low <= 1.2 && 1.2 <= high,
      ).length / DATA_SETS;
    const least = 0.95 - 5 * Math.sqrt((0.95 * 0.05) / DATA_SETS);
    expect(covered((data) => bootstrap(data, 99).interval)).toBeGreaterThan(least);
    expect(covered((data) => (fitExponent(data) as ExponentFit).interval)).toBeLessThan(least);
  });

  it('gives the same interval for the same seed, and another for another', () => {
    const data = runs(0, 6, 0);
    expect(bootstrap(data)).toEqual(bootstrap(data));
    expect(bootstrap(data, 199, 1).interval).not.toEqual(bootstrap(data).interval);
  });

  it('warns of few x, and of nothing else', () => {
    expect(bootstrap(runs(0, 4, 0)).warning).toMatch('only 4 values of x');
    expect(bootstrap(runs(0, 6, 0)).warning).toBe(null);
  });

  it('has no ends where most resamples do not determine the exponent', () => {
    const { interval, failed } = bootstrap(runs(0, 2, 0));
    expect(failed / 199).toBeGreaterThan(0.3); // both draws of x are the same in half of all
    expect(interval).toEqual([-Infinity, Infinity]);
  });

  it('refuses where the data bound the exponent from one side only', () => {
    const open = runs(0, 6, 0).map((run) => (run.x > 32 ? { ...run, high: Infinity } : run));
    expect(bootstrapExponent(open)).toEqual({ refused: 'the data bound the exponent from one side only' });
  });
});
