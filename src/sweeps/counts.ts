import { isHit } from './hit.ts';
import type { LineHead } from './line.ts';
import type { Plan } from './plan.ts';
import type { CellResult, SweepResults } from './results.ts';

/** A plan and what is known of its trials. */
export interface KnownTrials {
  readonly plan: Plan;
  /** Ids of the plan's trials, in its order. */
  readonly ids: readonly string[];
  /** By id; of a trial that failed once and was done another time, the latter. */
  readonly heads: ReadonlyMap<string, LineHead>;
}

/** How far a sweep is: planned = done + failed + pending. */
export interface Counts {
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
  readonly pending: number;
  /** Of those done: where the rule of success held, and how the others ended. */
  readonly succeeded: number;
  readonly diverged: number;
  readonly exhausted: number;
  /** Trials in the shards that are not part of the plan. */
  readonly foreign: number;
}

/** Counts the trials of a plan by what is known of them. */
export function countTrials({ ids, heads }: KnownTrials): Counts {
  const count = { done: 0, failed: 0, pending: 0, succeeded: 0, diverged: 0, exhausted: 0 };
  for (const id of ids) for (const state of statesOf(heads.get(id))) count[state] += 1;
  const known = count.done + count.failed;
  return { planned: ids.length, ...count, foreign: heads.size - known };
}

function statesOf(head: LineHead | undefined): readonly Exclude<keyof Counts, 'planned' | 'foreign'>[] {
  if (!head) return ['pending'];
  if (head.status === 'failed') return ['failed'];
  if (isHit(head.hit)) return ['done', 'succeeded'];
  if (head.status === 'diverged') return ['done', 'diverged'];
  return head.status === 'budget-exhausted' ? ['done', 'exhausted'] : ['done'];
}

/** Numbers of the trials that are yet to do, in the order of the plan. */
export function missingTrials({ ids, heads }: KnownTrials, retryFailed: boolean): number[] {
  const isMissing = (head: LineHead | undefined) => !head || (retryFailed && head.status === 'failed');
  return ids.flatMap((id, index) => (isMissing(heads.get(id)) ? [index] : []));
}

/** What has come of each cell of a plan. */
export function resultsOf({ plan, ids, heads }: KnownTrials): SweepResults {
  const { experiment, success, axes, derived, cells, seeds } = plan;
  const results: CellResult[] = cells.map((cell, c) => ({
    ...cell,
    planned: seeds.length,
    lines: seeds.flatMap((_, s) => heads.get(ids[s * cells.length + c]!) ?? []),
  }));
  return { experiment: experiment.name, success, axes, derived, cells: results };
}
