import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../experiments/experiment.ts';
import { parseRule } from '../experiments/rule.ts';
import { hitOf, isHit } from './hit.ts';

const snapshots = [0.5, 0.3, 0.004, 0.5, 0].map((testError, k) => ({
  step: 2 * k,
  time: k / 5,
  samples: 100 * k,
  values: { testError, clusterMargins: [k, k, k, k - 1] },
})) as unknown as Snapshot[];
const hit = (rule: string, count = snapshots.length) =>
  hitOf(snapshots.slice(0, count), parseRule(rule), { inputDim: 3 });

describe('hitOf', () => {
  it('is the interval between the last measurement before and the first at which the rule holds', () => {
    expect(hit('testError < 0.01')).toEqual({ steps: [2, 4], time: [0.2, 0.4], samples: [100, 200] });
    expect(hit('min(clusterMargins) >= inputDim')).toMatchObject({ steps: [6, 8] });
  });

  it('is open above where the rule never held, and closed at 0 where it held from the start', () => {
    expect(hit('testError < 0.01', 2)).toEqual({ steps: [2, null], time: [0.2, null], samples: [100, null] });
    expect(hit('testError < 1')).toMatchObject({ steps: [0, 0] });
    expect([isHit(hit('testError < 1')), isHit(hit('testError < 0')), isHit(null)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('does not hold where what it speaks of was not measured or is no number', () => {
    expect(isHit(hit('signalRatio >= 0'))).toBe(false);
    expect(isHit(hit('ln(0 - step) < 9 && step > 1'))).toBe(false);
  });
});
