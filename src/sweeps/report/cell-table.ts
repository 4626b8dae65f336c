import { countCells } from '../cell-counts.ts';
import { quantileBounds } from '../figures/order-statistics.ts';
import { type Rate, rateOf } from '../figures/rates.ts';
import { valueAt } from '../figures/series.ts';
import type { Bounds, Hit } from '../line.ts';
import type { CellResult, SweepResults } from '../results.ts';
import { entryOf, type Table } from './table.ts';

/** The quantiles that are told of a cell. */
const shares = { q25: 0.25, median: 0.5, q75: 0.75 } as const;

/** What a cell comes to. */
export interface CellSummary {
  readonly rate: Rate;
  /** What is known of each quantile of what it took; null where no trial was measured. */
  readonly quantiles: Readonly<Record<keyof typeof shares, Bounds | null>>;
}

/** Success rate and quantiles of a cell, of all trials that were measured, unfinished ones included. */
export function summaryOf(cell: CellResult, unit: keyof Hit): CellSummary {
  const bounds = cell.lines.flatMap(({ hit }) => (hit ? [hit[unit]] : []));
  const quantile = (share: number) => (bounds.length > 0 ? quantileBounds(bounds, share) : null);
  const { q25, median, q75 } = shares;
  return {
    rate: rateOf(cell),
    quantiles: { q25: quantile(q25), median: quantile(median), q75: quantile(q75) },
  };
}

const names = Object.keys(shares) as (keyof typeof shares)[];

/** Every cell, a row each: its settings, counts, success rate with its 95 % interval, and quantiles within bounds. */
export function cellTable({ axes: own, derived, cells }: SweepResults, unit: keyof Hit): Table {
  const axes = [...own, ...derived];
  const counts = ['planned', 'done', 'failed', 'pending', 'succeeded', 'diverged', 'exhausted'] as const;
  const quantiles = names.flatMap((name) => [`${unit}${capital(name)}Low`, `${unit}${capital(name)}High`]);
  const rows = cells.map((cell) => {
    const { rate, quantiles: known } = summaryOf(cell, unit);
    const counted = countCells([cell]);
    return [
      ...axes.map((axis) => entryOf(valueAt(cell, axis))),
      ...counts.map((name) => counted[name]),
      rate.estimate,
      ...rate.interval,
      ...names.flatMap((name) => known[name] ?? [null, null]),
    ];
  });
  return { columns: [...axes, ...counts, 'rate', 'rateLow', 'rateHigh', ...quantiles], rows };
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
