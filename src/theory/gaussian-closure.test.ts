import { describe, expect, it } from 'vitest';
import { type ClosedNeuron, closureAfter, closureVelocity } from './gaussian-closure.ts';
import { findingRate, tuningRate } from './xor.ts';

const RATES = { first: 1, second: 1 };

/** A neuron of paper A's start, |a| = ‖w‖ = 0.1. */
function neuron(signal: number, opposite: number): ClosedNeuron {
  const perpendicular = Math.sqrt(0.01 - signal * signal - opposite * opposite);
  return { signal, opposite, perpendicular, secondLayer: 0.1 };
}

const starts = [neuron(0.01, 0.01), neuron(0.001, 0.02), neuron(0.03, 0.002), neuron(1e-4, 0.03)];

const size = (v: ClosedNeuron) => Math.hypot(v.signal, v.opposite, v.perpendicular, v.secondLayer);
const gap = (v: ClosedNeuron, w: ClosedNeuron) =>
  Math.hypot(
    v.signal - w.signal,
    v.opposite - w.opposite,
    v.perpendicular - w.perpendicular,
    v.secondLayer - w.secondLayer,
  ) / size(w);

describe('the Gaussian closure', () => {
  it('starts at 1/√(2π) and ends at √2/4, the rates of finding and tuning', () => {
    const small = closureVelocity(
      { signal: 1e-6, opposite: 1e-6, perpendicular: 0.1, secondLayer: 0.1 },
      RATES,
    );
    expect(small.signal / 1e-6).toBeCloseTo(findingRate(2), 8);
    expect(small.opposite / 1e-6).toBeCloseTo(-findingRate(2), 8);
    const heavy = closureVelocity({ signal: 1, opposite: 0, perpendicular: 0, secondLayer: 1 }, RATES);
    expect(heavy.signal).toBeCloseTo(tuningRate(2), 12);
    expect(heavy.secondLayer).toBeCloseTo(tuningRate(2), 12);
  });

  it('is the population gradient of one neuron, with s = w_perp·ξ integrated over a Gaussian', () => {
    const [u1, u2, r, a] = [0.05, 0.11, 0.08, 0.3];
    const expectation = (f: (s: number) => number) => {
      const n = 200_000;
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const t = (16 * (i + 0.5)) / n - 8;
        sum += f(Math.abs(r * t)) * Math.exp((-t * t) / 2);
      }
      return (16 / n / Math.sqrt(2 * Math.PI)) * sum;
    };
    const below = (s: number, u: number) => (s < u ? 1 : 0);
    const start = { signal: u1 / Math.SQRT2, opposite: u2 / Math.SQRT2, perpendicular: r, secondLayer: a };
    const { signal, opposite, perpendicular, secondLayer } = closureVelocity(start, RATES);
    expect(signal).toBeCloseTo((Math.SQRT2 / 4) * a * expectation((s) => below(s, u1)), 4);
    expect(opposite).toBeCloseTo((-Math.SQRT2 / 4) * a * expectation((s) => below(s, u2)), 4);
    const pull = expectation((s) => s * (below(s, u1) - below(s, u2)));
    expect(perpendicular).toBeCloseTo((-a / 4 / r) * pull, 4);
    expect(secondLayer).toBeCloseTo(expectation((s) => Math.max(s, u1) - Math.max(s, u2)) / 4, 6);
  });

  it('conserves a²/second − ‖w‖²/first, whatever the rates of the layers', () => {
    for (const [first, second] of [
      [1, 1],
      [1, 0.25],
      [0.5, 2],
    ] as const) {
      const conserved = (v: ClosedNeuron) =>
        v.secondLayer ** 2 / second - (v.signal ** 2 + v.opposite ** 2 + v.perpendicular ** 2) / first;
      for (const start of starts) {
        const end = closureAfter(start, 14, { first, second });
        expect(Math.abs(conserved(end) - conserved(start))).toBeLessThan(1e-8 * size(end) ** 2);
      }
    }
  });

  it('is integrated to the fourth order: half the step, a sixteenth of the error', () => {
    for (const start of starts) {
      const exact = closureAfter(start, 4, RATES, 0.004);
      const [coarse, fine] = [0.2, 0.1].map((step) => gap(closureAfter(start, 4, RATES, step), exact));
      expect(Math.log2(coarse! / fine!)).toBeGreaterThan(3.7);
      expect(Math.log2(coarse! / fine!)).toBeLessThan(4.3);
    }
  });

  it('is accurate to 10⁻⁸ over a run, also after the perpendicular part has vanished', () => {
    for (const start of starts) {
      const exact = closureAfter(start, 16, RATES, 0.01);
      expect(gap(closureAfter(start, 16, RATES), exact)).toBeLessThan(1e-8);
    }
    expect(closureAfter(starts[0]!, 16, RATES).perpendicular).toBe(0);
  });

  it('does not depend on how a time is cut beyond that accuracy', () => {
    let now = starts[0]!;
    for (let i = 0; i < 80; i++) now = closureAfter(now, 0.1, RATES);
    expect(gap(now, closureAfter(starts[0]!, 8, RATES))).toBeLessThan(1e-8);
    expect(closureAfter(now, 0, RATES)).toEqual(now);
  });
});
