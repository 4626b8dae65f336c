import { describe, expect, it } from 'vitest';
import { mean, slope } from '../../src/numerics/statistics.ts';
import { tuningRate } from '../../src/theory/xor.ts';
import { recordOf } from '../trials.ts';

/** Slope of ln(rms signal) over T in [8, 11] of one run. */
function heavyRate(given: Record<string, unknown>, seed: number): number {
  const { series } = recordOf({ steps: 110, testSize: 100, ...given }, seed);
  const late = series.time
    .map((time, i) => [time, (series.signal as number[])[i]!] as const)
    .filter(([t]) => t >= 8);
  return slope(
    late.map(([time]) => time),
    late.map(([, signal]) => Math.log(signal)),
  );
}

/** ln(1 + η τ)/η with η = 0.1 and τ = √2/4: the discrete form of the rate. */
const expected = Math.log(1 + 0.1 * tuningRate(2)) / 0.1;

describe('A3: a heavy neuron grows at rate τ = √2/4', () => {
  it('ln(1 + η τ)/η = 0.347 within 0.03 for batches of 1000 and of 5000', () => {
    expect(expected).toBeCloseTo(0.347, 3);
    for (const batchSize of [1000, 5000]) {
      const rates = [2000, 2001, 2002].map((seed) => heavyRate({ batchSize }, seed));
      expect(Math.abs(mean(rates) - expected)).toBeLessThan(0.03);
    }
  });

  it('and misses that rate by far with the second layer frozen, where growth is linear (negative control)', () => {
    expect(heavyRate({ secondLayerRate: 0 }, 2000)).toBeLessThan(expected - 3 * 0.03);
  });
});
