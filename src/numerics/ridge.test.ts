import { describe, expect, it } from 'vitest';
import { drawGaussians } from './gaussian.ts';
import { addSamples, createMoments } from './moments.ts';
import { chooseRidge, leastRidge, leverages, meanSquaredError, ridge } from './ridge.ts';
import { seedsFrom, streamKey } from './streams.ts';

const SCALE = 0.4;

/** Features and labels of n samples, and their moments. */
function problemOf(n: number, width: number, seed: number) {
  const values = new Float64Array(n * (width + 1));
  drawGaussians(streamKey(seedsFrom(seed), 'inputs'), 0, values);
  const features = values.subarray(0, n * width);
  const labels = values.subarray(n * width);
  const moments = createMoments(width);
  addSamples(moments, features, labels, n);
  return { features, labels, problem: { moments, scale: SCALE } };
}

/** y − scale · a·φ of each sample. */
const residuals = ({ features, labels }: ReturnType<typeof problemOf>, a: Float64Array) =>
  Array.from(labels, (y, s) => y - SCALE * a.reduce((sum, v, i) => sum + v * features[s * a.length + i]!, 0));

describe('ridge regression', () => {
  it('is where the gradient of Σ (y − scale a·φ)² + λ‖a‖² vanishes', () => {
    const given = problemOf(30, 7, 1);
    for (const lambda of [0, 0.3, 20]) {
      const a = ridge(given.problem, lambda)!;
      const left = residuals(given, a);
      for (let i = 0; i < 7; i++) {
        const pull = left.reduce((sum, r, s) => sum + SCALE * r * given.features[s * 7 + i]!, 0);
        expect(lambda * a[i]! - pull).toBeCloseTo(0, 11);
      }
    }
  });

  it('knows its mean squared error from moments alone', () => {
    const given = problemOf(25, 5, 2);
    const a = Float64Array.of(0.3, -1, 2, 0, 0.7);
    const direct = residuals(given, a).reduce((sum, r) => sum + r * r, 0) / 25;
    expect(meanSquaredError(given.problem, a)).toBeCloseTo(direct, 12);
  });

  it('knows from a leverage what it would miss a sample by without that sample', () => {
    const { features, labels, problem } = problemOf(12, 8, 7);
    const left = residuals({ features, labels, problem }, ridge(problem, 0.5)!);
    const leverage = leverages(problem, 0.5);
    for (let s = 0; s < 12; s++) {
      const others = createMoments(8);
      for (let t = 0; t < 12; t++) {
        if (t !== s) addSamples(others, features.subarray(8 * t, 8 * t + 8), [labels[t]!], 1);
      }
      const without = residuals(
        { features, labels, problem },
        ridge({ moments: others, scale: SCALE }, 0.5)!,
      );
      expect(left[s]! / (1 - leverage(features, 8 * s))).toBeCloseTo(without[s]!, 11);
    }
  });

  it('has no solution without λ where samples are fewer than features, and a small power of ten suffices', () => {
    const { problem } = problemOf(4, 9, 3);
    expect(ridge(problem, 0)).toBeUndefined();
    const least = leastRidge(problem)!;
    expect(ridge(problem, least)).toBeDefined();
    expect(Number.isInteger(Math.log10(least))).toBe(true);
    expect(least).toBeLessThan(1e-4);
  });

  it('has no solution without λ where two features are one', () => {
    const { features, labels } = problemOf(40, 3, 4);
    const twice = Float64Array.from({ length: 160 }, (_, i) => features[3 * (i >> 2) + Math.min(i & 3, 2)]!);
    const moments = createMoments(4);
    addSamples(moments, twice, labels, 40);
    expect(ridge({ moments, scale: SCALE }, 0)).toBeUndefined();
    const [, , a, b] = ridge({ moments, scale: SCALE }, 1)!;
    expect(a).toBeCloseTo(b!, 12);
  });

  it('of several λ chooses the one with the least error on other samples', () => {
    const { problem } = problemOf(12, 10, 5);
    const other = problemOf(50, 10, 6);
    const grid = [1e-3, 1e-2, 0.1, 1, 10, 100];
    const errors = grid.map((lambda) => {
      const left = residuals(other, ridge(problem, lambda)!);
      return left.reduce((sum, r) => sum + r * r, 0);
    });
    const best = grid[errors.indexOf(Math.min(...errors))];
    expect(chooseRidge(problem, other.problem.moments, grid)).toBe(best);
    expect(best).not.toBe(grid[0]);
  });

  it('of moments that are not finite has neither a solution nor a λ that helps', () => {
    const moments = createMoments(2);
    addSamples(moments, [1, Infinity], [1], 1);
    expect(ridge({ moments, scale: 1 }, 1)).toBeUndefined();
    expect(leastRidge({ moments, scale: 1 })).toBeUndefined();
  });
});
