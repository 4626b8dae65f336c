import { describe, expect, it } from 'vitest';
import { toSvg } from '../../../figures/render.ts';
import { Misuse } from '../../../settings/misuse.ts';
import { createLab } from '../../lab.ts';
import { resolveTrial } from '../../trial.ts';
import type { Crossing } from '../phases.ts';
import { kernel } from './kernel.ts';
import { kernels } from './kernels.ts';
import { predictionOf } from './prediction.ts';
import { type KernelSettings, trainingSizes } from './settings.ts';

const lab = createLab();
const record = (given: object, seed = 0) =>
  lab.record({ inputDim: 16, testSize: 1000, ...given }, seed, kernel.name);
const sizesOf = (given: object) =>
  trainingSizes(resolveTrial(kernel, { ...given }) as unknown as KernelSettings);

describe('the training sets of xor/kernel', () => {
  it('grow by a factor from d to 2 d², by one sample at least', () => {
    expect(sizesOf({ inputDim: 4, growth: 2 })).toEqual([4, 8, 16, 32]);
    expect(sizesOf({ inputDim: 3, growth: 1.01, maxSamples: 6 })).toEqual([3, 4, 5, 6]);
  });

  it('end with the largest whatever the factor, and may be a single one', () => {
    expect(sizesOf({ minSamples: 10, maxSamples: 45, growth: 3 })).toEqual([10, 30, 45]);
    expect(sizesOf({ minSamples: 45, maxSamples: 45 })).toEqual([45]);
    expect(sizesOf({ inputDim: 200 }).at(-1)).toBe(2 ** 15);
  });

  it('are nested: the last of many gives the same coefficients and error as that size alone', () => {
    const many = record({ minSamples: 20, maxSamples: 90, growth: 1.3, errorGoal: 0 });
    const one = record({ minSamples: 90, maxSamples: 90, errorGoal: 0 });
    expect(many.series.samples.length).toBeGreaterThan(5);
    expect(one.summary.weightsHash).toBe(many.summary.weightsHash);
    expect(one.summary.testError).toBe(many.summary.testError);
    expect(record({ minSamples: 90, maxSamples: 90 }, 1).summary.weightsHash).not.toBe(
      one.summary.weightsHash,
    );
  });
});

describe('a trial of xor/kernel', () => {
  const done = record({});

  it('starts without a sample and without an answer, and ends at the first error below its goal', () => {
    const error = done.series.testError as readonly number[];
    expect([done.series.samples[0], error[0]]).toEqual([0, 1]);
    expect(done.status).toBe('finished');
    expect(error.findIndex((e) => e < 0.01)).toBe(error.length - 1);
    expect(done.summary.steps).toBe(error.length - 1);
  });

  it('says between which two training sets an error was passed', () => {
    const { samples } = done.summary.error5pc as Crossing;
    const error = done.series.testError as readonly number[];
    const at = done.series.samples.indexOf(samples[1]);
    expect(done.series.samples[at - 1]).toBe(samples[0]);
    expect(error[at]).toBeLessThan(0.05);
    expect(error[at - 1]).toBeGreaterThanOrEqual(0.05);
  });

  it('gives up at its largest training set, and says so', () => {
    const short = record({ maxSamples: 64 });
    expect([short.status, short.summary.samplesToError1pc]).toEqual(['budget-exhausted', null]);
    expect(kernel.report(short).join('\n')).toMatch(
      /Gave up at a training set of 64\..*did not fall below 1 %/s,
    );
  });

  it('ends where a sample has come with both labels', () => {
    const noisy = { inputDim: 3, corruption: 'label-noise', flipProbability: 0.5 };
    const contradicted = record(noisy);
    expect(contradicted.status).toBe('diverged');
    expect(contradicted.summary.divergedAtStep).toBe(contradicted.series.samples.length);
    expect(contradicted.summary.diagnosis).toMatchObject({ name: 'contradiction' });
  });

  it('does not learn a parity of three by ρκ₀(ρ), whose eigenvalue there is 0', () => {
    const { summary } = record({ coordinates: [1, 2, 3], minSamples: 400, maxSamples: 400 });
    expect(Math.abs((summary.testError as number) - 0.5)).toBeLessThan(5 / (2 * Math.sqrt(1000)));
  });

  it.each(kernels.map(({ name }) => name))(
    'needs the samples of the closed form, within a fifth, by %s',
    (name) => {
      for (const seed of [0, 1]) {
        const { settings, summary } = record(
          { inputDim: 24, kernel: name, growth: 1.05, minSamples: 180, testSize: 4096 },
          seed,
        );
        const theory = predictionOf(settings as unknown as KernelSettings)!;
        for (const [key, error] of [
          ['error5pc', 0.05],
          ['error1pc', 0.01],
        ] as const) {
          const { samples } = summary[key] as Crossing;
          expect(Math.abs(samples[1] / theory.samplesTo(error) - 1)).toBeLessThan(0.2);
        }
      }
    },
  );

  it('is drawn in both themes with finite numbers only, whatever its ending', async () => {
    const cases = [done, record({ maxSamples: 1, minSamples: 1 }), record({ inputDim: 5, maxSamples: 30 })];
    for (const [i, one] of cases.entries()) {
      const { spec, caption } = kernel.figure(one, 'npx …');
      const svg = await toSvg(spec, i === 0 ? 'light' : 'dark');
      expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(caption).toContain('Repeat it: npx …');
    }
  });
});

describe('settings of xor/kernel', () => {
  it('refuse changes on the way, more inputs than a byte counts and sizes out of order', () => {
    const resolve = (given: object) => () => resolveTrial(kernel, { ...given });
    expect(resolve({ changes: [{ step: 1, key: 'coordinates', value: [3, 4] }] })).toThrow(
      /^changes is not a setting of xor\/kernel/,
    );
    expect(resolve({ inputDim: 256 })).toThrow(
      new Misuse('inputDim must be an integer from 1 to 255, got 256'),
    );
    expect(resolve({ minSamples: 90, maxSamples: 80 })).toThrow(
      new Misuse('minSamples must be at most the largest training set, 80, got 90'),
    );
  });
});
