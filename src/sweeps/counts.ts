import { isHit } from './hit.ts';
import type { KnownTrials } from './known.ts';
import type { LineHead } from './line.ts';
import type { CellResult, SweepResults } from './results.ts';
import { startSearches } from './search/searches.ts';

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

/** Counts the trials of a plan by what is known of them; with a search, those it has asked for. */
export function countTrials(known: KnownTrials): Counts {
  const { ids, heads, plan } = known;
  const count = { done: 0, failed: 0, pending: 0, succeeded: 0, diverged: 0, exhausted: 0 };
  for (const id of ids) for (const state of statesOf(heads.get(id))) count[state] += 1;
  const ended = count.done + count.failed;
  const pending = plan.bracket ? startSearches(known, plan.bracket).pending : count.pending;
  return { planned: ended + pending, ...count, pending, foreign: heads.size - ended };
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
  const { experiment, success, axes, derived, cells, seeds, bracket } = plan;
  const results: CellResult[] = cells.map((cell, c) => {
    const lines = seeds.flatMap((_, s) => heads.get(ids[s * cells.length + c]!) ?? []);
    return { ...cell, planned: bracket ? lines.length : seeds.length, lines };
  });
  const cellsTried = bracket ? results.filter(({ lines }) => lines.length > 0) : results;
  return { experiment: experiment.name, success, axes, derived, cells: cellsTried };
}
