import { describe, expect, it } from 'vitest';
import { drowningQuiet, noisyPhase1Time } from './noise.ts';
import { findingRate, phase1Time } from './xor.ts';

/** Norms (signal, perpendicular, a) by the equations of noise.ts, in small Euler steps from the start of a typical neuron. */
function integrate(inputDim: number, quiet: number, time: number, secondLayerNoise: boolean) {
  const dt = 1e-3;
  let [signal, r2, a2] = [1 / Math.sqrt(inputDim), 1, 1];
  for (let t = 0; t < time; t += dt) {
    signal += dt * findingRate(2) * signal * Math.sqrt(a2 / r2);
    const grown = (dt * a2) / (2 * quiet);
    if (secondLayerNoise) a2 += (dt * r2) / (2 * quiet * inputDim);
    r2 += grown;
  }
  return { ratio: signal / Math.sqrt(r2), growth: signal };
}

describe('batch noise in phase 1', () => {
  it('costs no time when batches are large', () => {
    for (const d of [32, 100, 1000]) expect(noisyPhase1Time(d, 1e6)).toBeCloseTo(phase1Time(d, 2), 3);
  });

  it('delays the signal to the time at which the integrated equations have it catch up', () => {
    for (const [d, quiet] of [
      [64, 10],
      [64, 1],
      [256, 0.5],
    ] as const) {
      const time = noisyPhase1Time(d, quiet);
      expect(integrate(d, quiet, time, false).ratio).toBeCloseTo(1, 1);
      expect(integrate(d, quiet, 0.8 * time, false).ratio).toBeLessThan(0.9);
    }
  });

  it('wins for good below √(2π)/4 d^(−1/4) and loses above', () => {
    for (const d of [64, 256]) {
      expect(drowningQuiet(d)).toBeCloseTo(Math.sqrt(2 * Math.PI) / 4 / d ** 0.25, 12);
      const late = (share: number, time: number) => integrate(d, share * drowningQuiet(d), time, true).ratio;
      expect(late(0.7, 120)).toBeLessThan(late(0.7, 60));
      expect(late(1.4, 120)).toBeGreaterThan(late(1.4, 60));
    }
  });
});
