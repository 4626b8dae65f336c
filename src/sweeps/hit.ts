import type { Snapshot } from '../experiments/experiment.ts';
import type { MomentRule } from '../experiments/rule.ts';
import type { Bounds, Hit } from './line.ts';

/**
 * Between which measurements a rule first held.
 *
 * @param snapshots of a trial, at least one
 */
export function hitOf(
  snapshots: readonly Snapshot[],
  rule: MomentRule,
  settings: Readonly<Record<string, unknown>>,
): Hit {
  const index = snapshots.findIndex((snapshot) => rule(snapshot, settings));
  const after = snapshots[index];
  const before = index < 0 ? snapshots.at(-1)! : snapshots[Math.max(0, index - 1)]!;
  const bounds = (unit: 'step' | 'time' | 'samples'): Bounds => [before[unit], after?.[unit] ?? null];
  return { steps: bounds('step'), time: bounds('time'), samples: bounds('samples') };
}

/** Whether the rule held at some measurement. */
export const isHit = (hit: Hit | null) => hit !== null && hit.steps[1] !== null;
