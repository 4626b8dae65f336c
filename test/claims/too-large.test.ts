import { describe, expect, it } from 'vitest';
import { populationGradientIsExact } from '../../src/experiments/xor/claims/a01-population-gradient.ts';
import { kernelSamples } from '../../src/experiments/xor/claims/a16-kernel-samples.ts';
import { Misuse } from '../../src/settings/misuse.ts';

const planOf = (dimFactor: number, quick = false) => ({ quick, seed: 0, dimFactor });

describe('claims that cannot be checked in so many dimensions say so before they start', () => {
  it('A1, whose 2^24 inputs would not fit', () => {
    expect(populationGradientIsExact.jobs(planOf(1))[0]!.inputDim).toBe(12);
    expect(() => populationGradientIsExact.jobs(planOf(2))).toThrow(
      new Misuse('A1 goes through all 2^d inputs, at most 2^20, so --dim-factor must be 1, got 2'),
    );
  });

  it('A16, whose distances would pass 255', () => {
    const largest = (factor: number, quick: boolean) =>
      Math.max(...kernelSamples.jobs(planOf(factor, quick)).map(({ inputDim }) => inputDim));
    expect(largest(1, false)).toBe(64);
    expect(largest(7, true)).toBeLessThanOrEqual(255);
    expect(() => kernelSamples.jobs(planOf(4))).toThrow(
      new Misuse('A16 counts up to 255 inputs that differ, so --dim-factor must be at most 3, got 4'),
    );
    expect(() => kernelSamples.jobs(planOf(8, true))).toThrow(Misuse);
  });
});
