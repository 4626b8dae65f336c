import { describe, expect, it } from 'vitest';
import { drawGaussians } from '../numerics/gaussian.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import {
  activationOffset,
  findingRate,
  lateLoss,
  marginAfter,
  marginVelocity,
  phase1Time,
  phase2Time,
  tuningRate,
} from './xor.ts';

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

  it('integrates the margin equation to √2 T = Ei(γ) + ln γ, its solution by separation', () => {
    // ∫ (1 + e^γ)/γ dγ = ln γ + ln γ + Σ γ^k/(k k!): the exponential integral by its series
    const separated = (margin: number) => {
      let [term, sum] = [1, 2 * Math.log(margin)];
      for (let k = 1; k < 60; k++) {
        term *= margin / k;
        sum += term / k;
      }
      return sum / Math.SQRT2;
    };
    for (const [start, duration] of [
      [0.01, 10],
      [1, 3],
      [1, 1000],
    ] as const) {
      const end = marginAfter(start, duration, 2);
      expect(Math.abs((separated(end) - separated(start)) / duration - 1)).toBeLessThan(1e-4);
    }
  });

  it('has a late loss that nears √2/(T ln T) so slowly that it is 14 % below at T = 1000', () => {
    expect((lateLoss(1000, 100, 0.1) * 1000 * Math.log(1000)) / Math.SQRT2).toBeCloseTo(0.86, 2);
  });

  it('has activation offsets within 0.02 of counting all signs of 14 other coordinates', () => {
    const neuron = new Float64Array(14);
    drawGaussians(streamKey(seedsFrom(0), 'init'), 0, neuron);
    const norm = Math.sqrt(neuron.reduce((sum, w) => sum + w * w, 0));
    for (const part of [0.1, 0.5, 1, 3]) {
      let active = 0;
      for (let bits = 0; bits < 2 ** 14; bits++) {
        const s = neuron.reduce((sum, w, k) => sum + ((bits >> k) & 1 ? -w : w), 0);
        if (Math.SQRT2 * part + s > 0) active += 1;
      }
      expect(Math.abs(active / 2 ** 14 - 0.5 - activationOffset(part, norm))).toBeLessThan(0.02);
    }
  });
});
