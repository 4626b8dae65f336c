import { balance, type CellCounts, countCells, countText } from '../cell-counts.ts';
import type { CellResult, SweepResults } from '../results.ts';
import type { Curve, FittedSeries } from './fitted.ts';
import { MOST_MARKS, type Unit } from './scaling-runs-figure.ts';
import type { Series } from './series.ts';
import { axisTitle, seedsLine, settingsLine } from './settings-line.ts';

/** What to show of a sweep, and what to lay over it. */
export interface ScalingOptions {
  /** A setting that varies and is a positive number in every cell. */
  readonly axis: string;
  readonly unit: Unit;
  /** Laws fitted to the series, by their names. */
  readonly fits?: readonly FittedSeries[];
  /** What is known beforehand, such as the d² of a kernel. */
  readonly reference?: Curve;
  /** What repeats the sweep, for the caption. */
  readonly command: string;
}

/** What the figure says above it. */
export const titleOf = ({ success }: SweepResults, { axis, unit }: ScalingOptions) =>
  `${capital(unit)} until ${success}, against ${axis}`;

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);

/** What its lines mean. */
export function subtitleOf({ cells }: SweepResults, { unit, fits, reference }: ScalingOptions): string {
  const { done } = countCells(cells);
  const roles = new Set(fits?.flatMap(({ curves }) => curves.map(({ role }) => role)));
  const best = roles.has('best') ? '; dashed: the best law' : '';
  const laws = roles.has('rival') ? `${best}, dotted: its rivals` : best;
  const shared = cells.some((cell) => isShared(cell, unit)) ? '; numbers: runs at the same place' : '';
  const known = reference ? `; dash-dotted: ${reference.name}` : '';
  return `${done === 1 ? 'one run' : `${countText(done)} runs`}, each with its interval${shared}${laws}${known}`;
}

/** Whether unfinished runs of a cell stand at one place, where a number says how many. */
const isShared = ({ lines }: CellResult, unit: Unit) => {
  const ends = lines.flatMap(({ hit }) => (hit && hit[unit][1] === null ? [hit[unit][0]] : []));
  return new Set(ends).size < ends.length;
};

/** The sentences below the figure. */
export function captionOf(
  { cells, success }: SweepResults,
  series: readonly Series[],
  options: ScalingOptions,
): string {
  const { axis, unit, fits = [], reference, command } = options;
  const counts = countCells(cells);
  const reading =
    `${capital(unit)} until ${success}, against ${axisTitle(axis)}; both axes are logarithmic. ` +
    'A dot is a run at the first measurement at which the rule held; its bar goes down to the last at which it did not. ' +
    `Runs of a cell stand side by side${series.length > 1 ? ', those of one series beside those of the next' : ''}.`;
  const laws = fits.flatMap(({ series: name, words }) =>
    words.map((word) => (name ? `${name}: ${word}` : word)),
  );
  return [
    reading,
    unfinishedSentence(counts),
    edgeSentence(cells, unit),
    thinnedSentence(counts, series),
    `${balance(counts)}.`,
    `${seedsLine(cells)}; ${settingsLine(cells)}.`,
    ...laws,
    reference ? `Dash-dotted: ${reference.name}.` : '',
    `Repeat it: ${command}`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function unfinishedSentence({ done, succeeded }: CellCounts): string {
  const count = done - succeeded;
  if (count === 0) return '';
  const runs = count === 1 ? 'one run' : `${countText(count)} runs`;
  return (
    `Triangles stand at the last measurement of ${runs} that had not got there: they would have taken more, or never ` +
    'arrived; a number says how many share a place.'
  );
}

/** On a logarithmic axis there is no place for 0. */
function edgeSentence(cells: readonly CellResult[], unit: Unit): string {
  const bounds = cells.flatMap(({ lines }) => lines.flatMap(({ hit }) => (hit ? [hit[unit]] : [])));
  const started = bounds.filter(([, high]) => high === 0).length;
  const blind = bounds.filter(([low, high]) => low === 0 && high === null).length;
  const said = [
    started > 0 ? `${countText(started)} in which the rule held from the start` : '',
    blind > 0 ? `${countText(blind)} that were not measured again after the start` : '',
  ].filter((part) => part !== '');
  return said.length === 0 ? '' : `On the lower edge stand runs at 0: ${said.join(', ')}.`;
}

function thinnedSentence({ done }: CellCounts, series: readonly Series[]): string {
  const drawn = MOST_MARKS;
  if (done <= drawn) return '';
  return `Of each cell about ${Math.floor(drawn / cellsOf(series))} marks are drawn, evenly by rank, least and largest among them; fits use all.`;
}

const cellsOf = (series: readonly Series[]) => series.reduce((sum, { cells }) => sum + cells.length, 0);
