import { describe, expect, it } from 'vitest';
import { normalDensity } from '../numerics/normal.ts';
import { reluMoments } from './relu-moments.ts';

/** E[h(g)] over the g above −c/τ, where relu(c + τ g) is not 0: Simpson's rule on 4000 intervals. */
function above(kink: number, h: (g: number) => number): number {
  const from = Math.max(kink, -12);
  const [to, intervals] = [from + 24, 4000];
  const step = (to - from) / intervals;
  let sum = 0;
  for (let i = 0; i <= intervals; i++) {
    const weight = i === 0 || i === intervals ? 1 : i % 2 === 0 ? 2 : 4;
    const g = from + i * step;
    sum += weight * h(g) * normalDensity(g);
  }
  return (sum * step) / 3;
}

describe('moments of a ReLU feature given a projection', () => {
  it.each([-6, -3, -0.7, 0, 0.2, 1.5, 4])('agree with quadrature at c = %f', (center) => {
    for (const tau of [0.3, 1, 2.5]) {
      const value = (g: number) => center + tau * g;
      const { mean, slope, deviation } = reluMoments(center, tau);
      const kink = -center / tau;
      expect(mean).toBeCloseTo(above(kink, value), 9);
      expect(slope * tau).toBeCloseTo(
        above(kink, (g) => g * value(g)),
        9,
      );
      const square = above(kink, (g) => value(g) * value(g)) - mean * mean - slope * slope * tau * tau;
      expect(deviation * deviation).toBeCloseTo(square, 9);
    }
  });

  it('are those of the number itself where nothing is left to chance', () => {
    expect(reluMoments(2, 0)).toEqual({ mean: 2, slope: 1, deviation: 0 });
    expect(reluMoments(-2, 0)).toEqual({ mean: 0, slope: 0, deviation: 0 });
  });

  it('are finite far out', () => {
    for (const center of [-1e6, -40, 40, 1e6]) {
      const { mean, slope, deviation } = reluMoments(center, 1);
      expect(mean).toBeCloseTo(Math.max(center, 0), 9);
      expect(slope).toBeCloseTo(Number(center > 0), 9);
      expect(deviation).toBeCloseTo(0, 9);
    }
  });
});
