import { describe, expect, it } from 'vitest';
import { mean, slope } from '../../src/numerics/statistics.ts';
import { findingRate } from '../../src/theory/xor.ts';
import { recordOf } from '../trials.ts';

const SEEDS = 6;
const records = Array.from({ length: SEEDS }, (_, seed) =>
  recordOf({ batchSize: 5000, steps: 25, testSize: 100 }, 1000 + seed),
);

/** Slope of ln(rms) over T in [0, 2.5], averaged over seeds. */
function rate(part: 'signal' | 'opposite'): number {
  const slopes = records.map(({ series }) =>
    slope([...series.time], (series[part] as number[]).map(Math.log)),
  );
  return mean(slopes);
}

/** The rate of a discrete flow with η = 0.1: ln(1 ± η r)/η. */
const discrete = (sign: 1 | -1) => Math.log(1 + sign * 0.1 * findingRate(2)) / 0.1;

describe('A2: while it is being found, the signal grows exponentially', () => {
  it('at the predicted rate ln(1 + η/√(2π))/η = +0.391 within 0.03', () => {
    expect(discrete(1)).toBeCloseTo(0.391, 3);
    expect(Math.abs(rate('signal') - discrete(1))).toBeLessThan(0.03);
  });

  it('while the opposite part shrinks at −0.407 within 0.03', () => {
    expect(discrete(-1)).toBeCloseTo(-0.407, 3);
    expect(Math.abs(rate('opposite') - discrete(-1))).toBeLessThan(0.03);
  });

  it('at half those rates under lossScale 1', () => {
    const { summary } = recordOf({ batchSize: 5000, steps: 25, testSize: 100, lossScale: 1 }, 7);
    expect(Math.abs((summary.signalRate as number) - findingRate(1))).toBeLessThan(0.015);
    expect(Math.abs((summary.oppositeRate as number) + findingRate(1))).toBeLessThan(0.015);
  });

  it('and not at all when the first layer is frozen (negative control)', () => {
    const { summary } = recordOf({ steps: 25, testSize: 100, firstLayerRate: 0 }, 7);
    expect(summary.signalRate).toBe(0);
  });
});
