import { type CellCounts, countLines } from './cell-counts.ts';
import type { KnownTrials } from './known.ts';
import type { LineHead } from './line.ts';
import type { PlanOutline } from './plan/plan.ts';
import type { CellResult, SweepResults } from './results.ts';
import { startSearches } from './search/searches.ts';

/** How far a sweep is. */
export interface Counts extends CellCounts {
  /** Trials in the shards that are not part of the plan. */
  readonly foreign: number;
}

/** Counts the trials of a plan by what is known of them; with a search, those it has asked for. */
export function countTrials(known: KnownTrials): Counts {
  const { ids, heads, plan } = known;
  const lines = ids.flatMap((id) => heads.get(id) ?? []);
  const pending = plan.bracket ? startSearches(known, plan.bracket).pending : ids.length - lines.length;
  return { ...countLines(lines, lines.length + pending), foreign: heads.size - lines.length };
}

/** Numbers of the trials that are yet to do, in the order of the plan. */
export function missingTrials(
  { ids, heads }: Pick<KnownTrials, 'ids' | 'heads'>,
  retryFailed: boolean,
): number[] {
  const isMissing = (head: LineHead | undefined) => !head || (retryFailed && head.status === 'failed');
  return ids.flatMap((id, index) => (isMissing(heads.get(id)) ? [index] : []));
}

/** What has come of each cell of a plan. */
export function resultsOf({
  plan,
  ids,
  heads,
}: Pick<KnownTrials, 'ids' | 'heads'> & { readonly plan: PlanOutline }): SweepResults {
  const { experiment, success, axes, derived, cells, seeds, bracket } = plan;
  const results: CellResult[] = cells.map((cell, c) => {
    const lines = seeds.flatMap((_, s) => heads.get(ids[s * cells.length + c]!) ?? []);
    return { ...cell, planned: bracket ? lines.length : seeds.length, lines };
  });
  const cellsTried = bracket ? results.filter(({ lines }) => lines.length > 0) : results;
  return { experiment: experiment.name, success, axes, derived, cells: cellsTried };
}
