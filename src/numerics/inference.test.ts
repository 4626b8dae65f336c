import { describe, expect, it } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  chiSquareQuantile,
  logGamma,
  ratioQuantile,
  studentQuantile,
} from './distributions.ts';
import { drawGaussians } from './gaussian.ts';
import { differenceOf, leastSquares, meanOf, medianOf, proportionOf, slopeOf } from './inference.ts';
import { seedsFrom, streamKey } from './streams.ts';

describe('distributions', () => {
  it('logGamma is ln (n−1)! at integers and ln √π at 1/2', () => {
    let factorial = 0;
    for (let n = 2; n < 60; n++) {
      factorial += Math.log(n - 1);
      expect(logGamma(n)).toBeCloseTo(factorial, 10);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  });

  it('betaCdf is a binomial tail at integers: I_p(k, n−k+1) = P(Bin(n, p) ≥ k)', () => {
    const [n, p] = [12, 0.3];
    const choose = (k: number): number => (k === 0 ? 1 : (choose(k - 1) * (n - k + 1)) / k);
    for (let k = 1; k <= n; k++) {
      let tail = 0;
      for (let i = k; i <= n; i++) tail += choose(i) * p ** i * (1 - p) ** (n - i);
      expect(betaCdf(p, k, n - k + 1)).toBeCloseTo(tail, 12);
    }
  });

  it('quantiles are those of the printed tables', () => {
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.7062, 4);
    expect(studentQuantile(0.975, 10)).toBeCloseTo(2.22814, 5);
    expect(studentQuantile(0.995, 30)).toBeCloseTo(2.75, 4);
    expect(studentQuantile(0.025, 10)).toBeCloseTo(-2.22814, 5);
    expect(studentQuantile(0.975, 1e6)).toBeCloseTo(1.95997, 4);
    expect(betaQuantile(0.5, 3, 3)).toBeCloseTo(0.5, 12);
    expect(chiSquareQuantile(0.95, 1)).toBeCloseTo(3.8415, 4);
    expect(chiSquareQuantile(0.025, 10)).toBeCloseTo(3.24697, 5);
    expect(chiSquareQuantile(0.975, 100)).toBeCloseTo(129.561, 3);
    const [k, z] = [9801, 1.959964];
    const wilsonHilferty = k * (1 - 2 / (9 * k) + z * Math.sqrt(2 / (9 * k))) ** 3;
    expect(chiSquareQuantile(0.975, k) / wilsonHilferty).toBeCloseTo(1, 5);
    expect(ratioQuantile(0.95, 3, 10)).toBeCloseTo(3.7083, 4);
  });
});

const key = streamKey(seedsFrom(11), 'noise');

/** `count` Gaussians, number `index` of the stream. */
function gaussians(index: number, count: number): number[] {
  const out = new Float64Array(count);
  drawGaussians(key, index, out);
  return [...out];
}

/** How many of 2000 intervals hold the truth. */
const coverage = (covers: (repeat: number) => boolean) =>
  Array.from({ length: 2000 }, (_, repeat) => covers(repeat)).filter(Boolean).length;

const holds = ({ interval: [low, high] }: ReturnType<typeof meanOf>, truth: number) =>
  low <= truth && truth <= high;

// 5 standard errors of a share of 2000 at 90 %: 0.034.
const [least, most] = [2000 * (0.9 - 0.034), 2000 * (0.9 + 0.034)];

describe('intervals at 90 % hold the truth in 90 % of repetitions', () => {
  it.each([
    ['meanOf', (r: number) => holds(meanOf(gaussians(r, 6), 0.1), 0)],
    [
      'differenceOf',
      (r: number) => {
        const values = gaussians(r, 20);
        return holds(
          differenceOf(
            values.slice(0, 5),
            values.slice(5).map((v) => 3 * v + 1),
            0.1,
          ),
          -1,
        );
      },
    ],
    [
      'slopeOf',
      (r: number) => {
        const noise = gaussians(r, 7);
        return holds(
          slopeOf(
            noise.map((_, i) => i),
            noise.map((v, i) => 2 * i + 1 + v),
            0.1,
          ),
          2,
        );
      },
    ],
  ] as const)('%s', (_, covers) => {
    const hits = coverage(covers);
    expect(hits).toBeGreaterThan(least);
    expect(hits).toBeLessThan(most);
  });

  it.each([
    ['medianOf', (r: number) => holds(medianOf(gaussians(r, 25), 0.1), 0)],
    [
      'proportionOf',
      (r: number) => {
        const successes = gaussians(r, 40).filter((v) => v > 0).length;
        return holds(proportionOf(successes, 40, 0.1), 0.5);
      },
    ],
  ] as const)('%s, at least', (_, covers) => {
    expect(coverage(covers)).toBeGreaterThan(least);
  });
});

describe('estimates', () => {
  it('proportionOf is the exact interval: 0 of 10 gives [0, 0.3085], 5 of 10 gives [0.1871, 0.8129]', () => {
    expect(proportionOf(0, 10, 0.05).interval[1]).toBeCloseTo(0.3085, 4);
    expect(proportionOf(5, 10, 0.05).interval[0]).toBeCloseTo(0.1871, 4);
    expect(proportionOf(5, 10, 0.05).interval[1]).toBeCloseTo(0.8129, 4);
  });

  it('say that they do not know from too little', () => {
    for (const { estimate } of [meanOf([1], 0.05), proportionOf(0, 0, 0.05), slopeOf([1, 1], [1, 2], 0.05)]) {
      expect(estimate).toBeNull();
    }
    expect(medianOf([1, 2, 3], 0.05).interval).toEqual([-Infinity, Infinity]);
  });

  it('leastSquares recovers coefficients, and its BIC prefers the true model', () => {
    const x = Array.from({ length: 30 }, (_, i) => 1 + i / 3);
    const y = gaussians(0, 30).map((v, i) => 3 - 2 * x[i]! + 0.5 * x[i]! * x[i]! + 0.1 * v);
    const ones = x.map(() => 1);
    const squares = x.map((v) => v * v);
    const line = leastSquares([ones, x], y, 1e-4);
    const parabola = leastSquares([ones, x, squares], y, 1e-4);
    for (const [k, truth] of [3, -2, 0.5].entries()) {
      expect(holds(parabola.coefficients[k]!, truth)).toBe(true);
      expect(parabola.coefficients[k]!.estimate).toBeCloseTo(truth, 0);
    }
    expect(line.bic - parabola.bic).toBeGreaterThan(50);
  });
});
