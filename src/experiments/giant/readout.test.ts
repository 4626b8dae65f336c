import { describe, expect, it } from 'vitest';
import { Misuse } from '../../settings/misuse.ts';
import type { Given } from '../claim.ts';
import { createLab } from '../lab.ts';

const small = { inputDim: 8, width: 16, batchSize: 64, steps: 1, testSize: 256, init: 'unpaired' };
const record = (given: Given, seed = 1) => createLab().record({ ...small, ...given }, seed, 'giant/steps');
const mse = (given: Given, key: string, seed?: number) => record(given, seed).summary[key] as number;

describe('the readout of giant/steps', () => {
  it('leaves the run as it was, whatever it is compared with', () => {
    const all = ['random-features', 'linear', 'kernel', 'equivalent'];
    const [few, many] = [[], all].map((compareWith) => record({ compareWith, steps: 2 }));
    expect(many!.summary.weightsHash).toBe(few!.summary.weightsHash);
    expect(many!.summary.testMse).toBe(few!.summary.testMse);
    for (const name of ['randomFeaturesMse', 'linearMse', 'kernelMse', 'equivalentMse']) {
      expect(many!.summary[name]).toBeGreaterThan(0);
      expect(few!.summary[name]).toBeUndefined();
    }
  });

  it('is that of random features before the first step, and stays so where steps are 0', () => {
    const { testMse, randomFeaturesMse } = record({ stepSize: 0, steps: 2 }).series as Record<
      string,
      number[]
    >;
    expect(testMse).toEqual([testMse![0], testMse![0], testMse![0]]);
    expect(randomFeaturesMse).toEqual(testMse);
  });

  it('does not depend on how the network scales its output', () => {
    const [mean, root] = ['mean', 'root'].map((outputScale) => mse({ outputScale, steps: 0 }, 'testMse'));
    expect(root).toBe(mean);
  });

  it('is exact on a linear target by a linear fit', () => {
    expect(mse({ expression: '3*z1 - z2', steps: 0, compareWith: ['linear'] }, 'linearMse')).toBeLessThan(
      1e-6,
    );
  });

  it('has the kernel of rows of norm θ: λ θ² beside it is λ beside that of unit rows', () => {
    const given = { expression: '3*z1 - z2', batchSize: 48, steps: 0, compareWith: ['kernel'] };
    const kernelMse = (more: object) => record({ ...given, ...more }, 0).summary.kernelMse as number;
    const unit = kernelMse({ ridge: 0.5 });
    expect(kernelMse({ ridge: 4.5, initScale: 3 })).toBeCloseTo(unit, 12);
    expect(kernelMse({ ridge: 0.5, initScale: 3 })).not.toBeCloseTo(unit, 3);
  });

  it('tends to the kernel as random features become many', () => {
    const [few, many] = [32, 512].map((width) => {
      const given = { expression: '3*z1 - z2', batchSize: 48, steps: 0, compareWith: ['kernel'], width };
      const distances = [1, 2, 3, 4].map((seed) => {
        const { testMse, kernelMse } = record(given, seed).summary as Record<string, number>;
        return Math.abs(testMse! / kernelMse! - 1);
      });
      return distances.reduce((sum, distance) => sum + distance, 0);
    });
    expect(many).toBeLessThan(few! / 2); // at 16 times the width it is a quarter but for chance
  });

  it('has a lower training error where the batch of the step is used again', () => {
    const errors = (readoutBatch: string) =>
      [1, 2, 3, 4].map((seed) => {
        const given = {
          inputDim: 32,
          width: 64,
          batchSize: 32,
          expression: 'z1*z2',
          stepSize: 10,
          readoutBatch,
        };
        return Math.log(mse(given, 'trainMse', seed));
      });
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(errors('reused'))).toBeLessThan(mean(errors('fresh')) - Math.LN2 / 2);
  });

  it('chooses a large λ where labels are noise, a small one where they are not', () => {
    const given = { ridgeChoice: 'held-out', expression: 'z1', compareWith: [] };
    const noise = { corruption: 'label-noise', flipProbability: 0.5 };
    expect(mse({ ...given, ...noise }, 'ridge')).toBeGreaterThanOrEqual(1);
    expect(mse(given, 'ridge')).toBeLessThanOrEqual(0.1);
  });

  it('says which λ works where 0 does not', () => {
    const given = { readoutSize: 8, compareWith: [], steps: 0 };
    const refusal = () => record({ ...given, ridge: 0 });
    expect(refusal).toThrow(Misuse);
    expect(refusal).toThrow(
      /ridge must be at least 0\.0*1, got 0: at step 0 some of the 16 features depend on others over 8/,
    );
    const least = Number(/at least (\S+),/.exec(messageOf(refusal))![1]);
    expect(mse({ ...given, ridge: least }, 'testMse')).toBeGreaterThan(0);
  });

  it.each([
    { ridge: 1, readoutSize: 8 },
    { ridge: 0, readoutSize: 64 },
  ])(
    'has no complaint of a λ that was enough at the start, where steps throw neurons far off: %j',
    (given) => {
      for (const steps of [1, 2, 3, 4, 5]) {
        const { status, series } = record({ ...given, stepSize: 1e9, steps, init: 'unpaired' });
        expect(['finished', 'diverged']).toContain(status);
        expect(series.testMse).toHaveLength(series.step.length);
        expect((series.testMse as number[])[0]).toBeGreaterThan(0);
      }
    },
  );

  it('can be left out, and the run stays the same', () => {
    const [without, fresh] = ['none', 'fresh'].map((readoutBatch) => record({ readoutBatch }));
    expect(without!.summary.weightsHash).toBe(fresh!.summary.weightsHash);
    expect(Object.keys(without!.summary).filter((key) => /Mse|testError|^ridge/.test(key))).toEqual([]);
    const wide = { readoutBatch: 'none', width: 5000, batchSize: 16, steps: 0 };
    expect(record(wide).summary.alignment).toBeGreaterThan(0);
  });

  it.each([
    [{ width: 5000 }, /width must be at most 4096, as the matrices of its regression would take 0.6 GiB/],
    [{ compareWith: ['linear'], inputDim: 9000 }, /inputDim must be at most 4096/],
    [{ compareWith: ['kernel'], readoutSize: 30000 }, /readoutSize must be at most 2048.* 20.1 GiB/],
    [{ compareWith: ['kernel'], batchSize: 4096 }, /batchSize must be at most 2048/],
    [{ compareWith: ['equivalent'], init: 'paired' }, /compareWith must be without equivalent/],
    [
      { compareWith: ['equivalent'], activation: 'tanh' },
      /compareWith must be without kernel and equivalent/,
    ],
    [{ readoutBatch: 'reused', readoutSize: 65 }, /readoutSize must be at most 64/],
  ])('refuses %j before it starts', (given, message) => {
    expect(() => record(given)).toThrow(message);
  });
});

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
