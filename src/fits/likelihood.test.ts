import { describe, expect, it } from 'vitest';
import { normalCdf } from '../numerics/normal.ts';
import { emptyTerm, type Term, termOf } from './likelihood.ts';

const at = (low: number, high: number, eta: number, tau: number): Term => {
  const out = emptyTerm();
  termOf(low, high, eta, tau, out);
  return out;
};

/** Ends in ln y, η and τ: exact, hardly wider, wide, across the mean, one-sided, and far out in both tails. */
const places = [
  [0.3, 0.3, 0.1, 2],
  [0.3, 0.3001, 0.1, 2],
  [0.3, 0.302, 0.1, 2],
  [0.3, 0.9, 0.1, 2],
  [-1, 0.9, 0.1, 2],
  [-Infinity, 0.9, 0.1, 2],
  [0.2, Infinity, 0.1, 2],
  [4, 4.2, 0.1, 9],
  [-4.2, -4, 0.1, 9],
  [4, Infinity, 0.1, 9],
  [-Infinity, -4, 0.1, 9],
] as const;

describe('the term of a run', () => {
  it('is the logarithm of a probability', () => {
    expect(at(0.3, 0.9, 0.1, 2).value).toBeCloseTo(Math.log(normalCdf(1.7) - normalCdf(0.5)), 13);
    expect(at(-Infinity, Infinity, 0.1, 2).value).toBe(0);
  });

  it('has the derivatives of its value', () => {
    const h = 1e-5;
    for (const [low, high, eta, tau] of places) {
      const { etaEta, etaTau, tauTau, ...first } = at(low, high, eta, tau);
      const byEta = (key: 'value' | 'eta' | 'tau') =>
        (at(low, high, eta + h, tau)[key] - at(low, high, eta - h, tau)[key]) / (2 * h);
      const byTau = (key: 'value' | 'eta' | 'tau') =>
        (at(low, high, eta, tau + h)[key] - at(low, high, eta, tau - h)[key]) / (2 * h);
      const pairs = [
        [first.eta, byEta('value')],
        [first.tau, byTau('value')],
        [etaEta, byEta('eta')],
        [etaTau, byTau('eta')],
        [etaTau, byEta('tau')],
        [tauTau, byTau('tau')],
      ] as const;
      for (const [exact, numeric] of pairs)
        expect(Math.abs(exact - numeric)).toBeLessThan(1e-5 * (1 + Math.abs(exact)));
    }
  });

  it('hardly jumps where a narrow interval becomes a density', () => {
    for (const middle of [0.1, 3, 40]) {
      const width = 1e-3 / (2 * Math.max(1, Math.abs(2 * middle)));
      const [a, b] = [0.999999, 1.000001].map((k) =>
        at(middle - (k * width) / 2, middle + (k * width) / 2, 0, 2),
      );
      expect(Math.abs(a!.value - b!.value - Math.log(0.999999 / 1.000001))).toBeLessThan(
        1e-9 * (1 + middle ** 2),
      );
    }
  });

  it('stays a number where probabilities underflow', () => {
    const { value, eta } = at(1, Infinity, 0, 1e6);
    expect(value / -0.5e12).toBeCloseTo(1, 9);
    expect(eta / 1e6).toBeCloseTo(1, 9);
    expect(at(-3, -2.9, 0, 1e6).value / -0.5e12 / 2.9 ** 2).toBeCloseTo(1, 9);
  });
});
