import { countCells, countText } from '../cell-counts.ts';
import { plain, valueAt } from '../figures/series.ts';
import type { CellResult } from '../results.ts';
import { boundsText, numberText } from './bounds-text.ts';
import { summaryOf } from './cell-table.ts';
import { folded, table } from './report-html.ts';
import type { ReportParts } from './report-parts.ts';

/** Rows that a page shows at once, and at all. */
const OPEN = 60;
const MOST = 600;

/** What every cell came to: successes with their interval, and quantiles of what it took, as far as they are known. */
export function cellsSection({ results, unit, searches }: ReportParts): string {
  const { cells } = results;
  const axes = [...results.axes, ...results.derived];
  const rows = cells.slice(0, MOST).map((cell) => rowOf(cell, axes, unit));
  const columns = [
    ...axes.map((title) => ({
      title,
      isNumber: cells.every((cell) => typeof valueAt(cell, title) === 'number'),
    })),
    ...[
      'success',
      '95 % interval',
      `${unit}: lower quartile`,
      'median',
      'upper quartile',
      'not measured',
    ].map((title) => ({
      title,
      isNumber: true,
    })),
  ];
  const shown = table({ label: 'Results of each cell', columns, rows });
  const rest =
    cells.length > MOST
      ? `<p>The first ${MOST} of ${countText(cells.length)} cells; all are in cells.csv.</p>`
      : '';
  const content = rows.length > OPEN ? folded(`Show ${countText(rows.length)} cells`, shown) : shown;
  return `${READING}${searches ? CHOSEN : ''}\n${content}${rest}`;
}

const READING =
  '<p>Quantiles are of all trials that were measured, unfinished ones included. Each lies between two measurements, above the first and at most at the second; “&gt;” stands where so many trials were unfinished that nothing bounds it from above. Intervals of success are those of Clopper and Pearson.</p>';

const CHOSEN =
  '\n<p>A search chose how many trials each value got: these intervals, which are for a fixed number of trials, do not have their stated coverage.</p>';

function rowOf(cell: CellResult, axes: readonly string[], unit: ReportParts['unit']): string[] {
  const { rate, quantiles } = summaryOf(cell, unit);
  const { failed, pending } = countCells([cell]);
  const [low, high] = rate.interval.map((share) => share.toFixed(2));
  const missing = [
    failed > 0 ? `${countText(failed)} failed` : '',
    pending > 0 ? `${countText(pending)} pending` : '',
  ];
  return [
    ...axes.map((axis) => settingText(valueAt(cell, axis))),
    `${countText(rate.successes)}/${countText(rate.trials)}`,
    rate.trials > 0 ? `${low} – ${high}` : '–',
    ...[quantiles.q25, quantiles.median, quantiles.q75].map(boundsText),
    missing.filter((part) => part !== '').join(', ') || '–',
  ];
}

/** Numbers with their thousands apart, others as they are. */
const settingText = (value: unknown) => (typeof value === 'number' ? numberText(value) : plain(value));
