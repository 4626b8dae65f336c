import { describe, expect, it } from 'vitest';
import { trialOf } from '../trials.ts';

const THETA = 0.1;

/** Largest |a_j| − ‖w_j‖ over neurons and over the run. */
const worst = (given: Record<string, unknown>, seed: number) => {
  const trial = trialOf({ initScale: THETA, ...given }, seed);
  for (;;) {
    if (!trial.next())
      return Math.max(...trial.snapshots.map(({ values }) => values.layerImbalance as number));
  }
};

describe('A9: |a_j| ≤ ‖w_j‖ is kept along a run', () => {
  it('within 1e-12 relative in float64', () => {
    const small = { inputDim: 20, width: 20, batchSize: 200, testSize: 10, precision: 'float64' };
    for (const seed of [0, 1, 2]) expect(worst(small, seed)).toBeLessThanOrEqual(1e-12 * THETA);
  });

  it('within 2 θ 2⁻²⁴ in float32: the start is rounded by half an ulp on both sides, and steps only add slack', () => {
    for (const seed of [0, 1, 2])
      expect(worst({ testSize: 10 }, seed)).toBeLessThanOrEqual(2 * 2 ** -24 * THETA);
  });

  it('but not when steps are so large that η times the gradient exceeds 1 (negative control)', () => {
    expect(worst({ stepSize: 8, batchSize: 100, width: 20, steps: 20, testSize: 10 }, 0)).toBeGreaterThan(
      1e-3,
    );
  });
});
