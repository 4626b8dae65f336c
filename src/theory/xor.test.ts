import { describe, expect, it } from 'vitest';
import { findingRate, marginVelocity, phase1Time, phase2Time, tuningRate } from './xor.ts';

describe('theory of XOR', () => {
  it('has the rates 1/√(2π) and √2/4 for paper A’s loss and half of them for half the loss', () => {
    expect(findingRate(2)).toBeCloseTo(0.39894, 5);
    expect(tuningRate(2)).toBeCloseTo(0.35355, 5);
    expect(findingRate(1)).toBeCloseTo(findingRate(2) / 2, 15);
    expect(tuningRate(1)).toBeCloseTo(tuningRate(2) / 2, 15);
  });

  it('ends phase 1 at 1.2533 ln d', () => {
    expect((phase1Time(1000, 2) - phase1Time(100, 2)) / Math.log(10)).toBeCloseTo(1.2533, 4);
  });

  it('gives the times to mean margin 1 listed for θ = 3 … 0.01 at d = 100', () => {
    const listed = { 3: 5.0, 1: 8.1, 0.3: 11.5, 0.1: 14.7, 0.03: 18.1, 0.01: 21.2 };
    for (const [theta, time] of Object.entries(listed)) {
      expect(Math.abs(phase2Time(100, Number(theta), 2) - time)).toBeLessThan(0.1);
    }
  });

  it('has a margin equation that starts exponentially at twice τ and slows down as margins grow', () => {
    expect(marginVelocity(1e-9, 2) / 1e-9).toBeCloseTo(2 * tuningRate(2), 6);
    expect(marginVelocity(10, 2)).toBeLessThan(1e-3);
  });
});
