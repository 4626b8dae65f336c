import { canonicalJson } from '../../settings/canonical.ts';
import { otherAxes } from '../figures/series.ts';
import type { LineHead } from '../line.ts';
import type { CellResult, SweepResults } from '../results.ts';
import type { OpenedTrials } from './opened.ts';

/** What the rule of success is called where a file does not say it. */
const UNSAID = 'the rule of the sweep held';

/** Files of one sweep as one: each trial once, of one that failed and was done the latter. */
export function together(
  files: readonly { readonly name: string; readonly trials: OpenedTrials }[],
): OpenedTrials {
  const heads = new Map<string, LineHead>();
  let repeated = 0;
  for (const { trials } of files) {
    for (const head of trials.heads) {
      const known = heads.get(head.id);
      if (known) repeated += 1;
      if (!known || known.status === 'failed') heads.set(head.id, head);
    }
  }
  const notes = files.flatMap(({ trials }) => trials.notes);
  const told = repeated > 0 ? [`${repeated} lines tell of a trial that another tells of too`] : [];
  const experiment = files.find(({ trials }) => trials.experiment !== undefined)?.trials.experiment;
  return {
    ...(experiment !== undefined && { experiment }),
    heads: [...heads.values()],
    notes: [...notes, ...told],
  };
}

/**
 * Trials as results of a sweep whose plan is not known: the axes are the settings that differ between trials and do not
 * follow from the others, `inputDim` before all.
 */
export function resultsOfTrials({ experiment = '', heads }: OpenedTrials, success = UNSAID): SweepResults {
  const varying = varyingOf(heads);
  const cells = new Map<string, CellResult & { readonly lines: LineHead[] }>();
  for (const head of heads) {
    const { settings } = head;
    const at = Object.fromEntries(varying.map((key) => [key, settings[key] ?? null]));
    const key = canonicalJson(at);
    const cell = cells.get(key) ?? { at, settings, planned: 0, lines: [] };
    cell.lines.push(head);
    cells.set(key, cell);
  }
  const all = [...cells.values()].map((cell) => ({ ...cell, planned: cell.lines.length }));
  const axes = otherAxes({ axes: varying, cells: all, experiment, success, derived: [] }, []);
  const own = all.map((cell) => ({
    ...cell,
    at: Object.fromEntries(axes.map((key) => [key, cell.at[key]])),
  }));
  return { experiment, success, axes, derived: [], cells: own.sort(byAxes(axes)) };
}

/** Keys whose values differ; equal settings are one object in most lines. */
function varyingOf(heads: readonly LineHead[]): string[] {
  const values = new Map<string, Set<string>>();
  const distinct = [...new Set(heads.map(({ settings }) => settings))];
  for (const key of new Set(distinct.flatMap((settings) => Object.keys(settings))))
    values.set(key, new Set(distinct.map((settings) => canonicalJson(settings[key] ?? null))));
  const varying = [...values].flatMap(([key, set]) => (set.size > 1 ? [key] : []));
  return varying.sort((a, b) => Number(b === 'inputDim') - Number(a === 'inputDim'));
}

/** In the order of numbers on the first axis, then the next. */
const byAxes = (axes: readonly string[]) => (a: CellResult, b: CellResult) => {
  for (const axis of axes) {
    const [x, y] = [a.at[axis], b.at[axis]];
    if (typeof x === 'number' && typeof y === 'number' && x !== y) return x - y;
  }
  return 0;
};
