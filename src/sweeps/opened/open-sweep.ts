import type { Figure } from '../../experiments/experiment.ts';
import { Misuse } from '../../settings/misuse.ts';
import { type CellCounts, countCells } from '../cell-counts.ts';
import { countTrials, resultsOf } from '../counts.ts';
import { fittedSeries } from '../figures/fitted-series.ts';
import { sweepFigures } from '../figures/sweep-figures.ts';
import { type FittedGroup, fitResults, fitSweep } from '../fit.ts';
import type { KnownTrials } from '../known.ts';
import { type Plan, planIds } from '../plan/plan.ts';
import type { Table } from '../report/table.ts';
import { trialTable } from '../report/trial-table.ts';
import type { SweepResults } from '../results.ts';
import type { OpenedTrials } from './opened.ts';
import { resultsOfTrials } from './results.ts';

/** A sweep as its files tell of it. */
export interface OpenedSweep {
  readonly results: SweepResults;
  readonly counts: CellCounts;
  /** A row a trial. */
  readonly table: Table;
  /** What was not as it should be, a sentence each. */
  readonly notes: readonly string[];
  /** Its plan, where that was opened too: else what is still to be done is not known. */
  readonly known?: KnownTrials;
}

/**
 * Makes a sweep of its trials, with the rule of success where the files say it, and with its plan where that is known:
 * trials that are not part of it are left out and told.
 */
export function openSweep(
  trials: OpenedTrials,
  { success, plan }: { readonly success?: string; readonly plan?: Plan } = {},
): OpenedSweep {
  if (!plan) {
    const results = resultsOfTrials(trials, success);
    return { results, counts: countCells(results.cells), table: trialTable(results), notes: trials.notes };
  }
  const heads = new Map(trials.heads.map((head) => [head.id, head]));
  const known: KnownTrials = { plan, ids: planIds(plan), heads };
  const { foreign, ...counts } = countTrials(known);
  if (foreign === heads.size) throw new Misuse('none of these trials is part of the sweep opened with them');
  const told = foreign > 0 ? [`${foreign} trials are not part of the sweep and are left out`] : [];
  const results = resultsOf(known);
  return { results, counts, table: trialTable(results), notes: [...trials.notes, ...told], known };
}

/** What repeats figures of files whose folder is not known. */
const COMMAND = 'npx twolayer report <folder of the sweep>';

/** Figures of a sweep, and what its fits say, a sentence an entry. Takes a second or two. */
export function drawSweep({ results, known }: OpenedSweep): {
  readonly figures: readonly { readonly name: string; readonly figure: Figure }[];
  readonly words: readonly string[];
} {
  const groups = fitsOf(results, known);
  const bracket = known?.plan.bracket;
  const shown = { ...results, axes: results.axes.filter((axis) => axis !== bracket?.setting) };
  const against = bracket ? undefined : groups[0]?.against;
  const figures = sweepFigures(results, {
    unit: 'samples',
    fits: fittedSeries(shown, groups),
    command: COMMAND,
    ...(bracket && { sought: bracket.probability }),
    ...(against !== undefined && { against }),
  });
  return { figures, words: groups.flatMap(({ words }) => words) };
}

/** Fits, where there is something to fit against. */
function fitsOf(results: SweepResults, known: KnownTrials | undefined): FittedGroup[] {
  try {
    return known ? fitSweep(known) : fitResults(results);
  } catch (error) {
    if (error instanceof Misuse) return [];
    throw error;
  }
}
