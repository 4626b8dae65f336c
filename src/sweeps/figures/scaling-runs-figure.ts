import { evenlyThinned, packed } from '../../figures/packing.ts';
import { numericAxis, roundValues, type SweptAxis } from '../../figures/swept-axis.ts';
import type { Hit } from '../line.ts';
import type { CellResult } from '../results.ts';
import type { Board } from './curve-layers-figure.ts';
import { numberAt, type Series } from './series.ts';

/** What is counted until the success rule holds. */
export type Unit = keyof Hit;

/** What a mark says of a run, in the words of the legend. */
export const kinds = ['reached', 'not reached at the last measurement', 'held from the start'] as const;

/** One mark: a run, or several that ended unfinished at the same place. */
export interface Mark {
  readonly series: string;
  readonly kind: (typeof kinds)[number];
  /** The value of the axis. */
  readonly x: number;
  /** Where it is drawn: beside others of its cell. */
  readonly place: number;
  /** The last measurement at which the rule did not hold, cut off at the bottom of the picture. */
  readonly low: number;
  /** The first at which it held; of an unfinished run, the last measurement. */
  readonly value: number;
  /** How many runs. */
  readonly runs: number;
}

/** Marks in a figure beyond which runs are left out, evenly by rank. */
export const MOST_MARKS = 1500;

/** Pixels between the middles of neighboring marks, at most, and from the middle of a mark to its edge. */
const PITCH = 5;
const RADIUS = 2.5;

/** Which kinds of marks some cells have, in the order of the legend. */
export function kindsOf(cells: readonly CellResult[], unit: Unit): Mark['kind'][] {
  const highs = cells.flatMap(({ lines }) => lines.flatMap(({ hit }) => (hit ? [hit[unit][1]] : [])));
  const present = new Set(highs.map(kindOf));
  return kinds.filter((kind) => present.has(kind));
}

function kindOf(high: number | null): Mark['kind'] {
  if (high === null) return 'not reached at the last measurement';
  return high > 0 ? 'reached' : 'held from the start';
}

type Bare = Omit<Mark, 'place'>;

/** The marks of a cell before they have a place; none where nothing was measured. */
function marksOf(cell: CellResult, series: string, { axis, unit }: Shown, bottom: number): Bare[] {
  const x = numberAt(cell, axis);
  const bounds = cell.lines.flatMap(({ hit }) => (hit ? [hit[unit]] : []));
  const reached = bounds.flatMap(([low, high]): Bare[] => {
    if (high === null) return [];
    return [
      { series, kind: kindOf(high), x, low: Math.max(low, bottom), value: Math.max(high, bottom), runs: 1 },
    ];
  });
  return [...reached, ...unfinished(bounds, { series, x, bottom })].sort(byKindAndValue);
}

const byKindAndValue = (a: Bare, b: Bare) =>
  kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.value - b.value || a.low - b.low;

/** One mark a place: runs that all stopped at the budget would be an unreadable row of marks. */
function unfinished(
  bounds: readonly (readonly [number, number | null])[],
  { series, x, bottom }: { readonly series: string; readonly x: number; readonly bottom: number },
): Bare[] {
  const counts = new Map<number, number>();
  for (const [low, high] of bounds) if (high === null) counts.set(low, (counts.get(low) ?? 0) + 1);
  return [...counts].map(([low, runs]) => {
    const value = Math.max(low, bottom);
    return { series, kind: 'not reached at the last measurement' as const, x, low: value, value, runs };
  });
}

/** All marks, those of a cell side by side where they would cover each other; of crowded cells some, evenly by rank. */
export function placedMarks(series: readonly Series[], board: Board, shown: Shown): Mark[] {
  const cells = series.reduce((sum, one) => sum + one.cells.length, 0);
  const most = Math.max(FEWEST, Math.floor(shown.most / cells));
  const room = shown.room / series.length;
  const rows = series.map((one) =>
    one.cells.map((cell) => {
      const marks = marksOf(cell, one.name, shown, board.y.domain[0]);
      return inColumns(evenlyThinned(marks, most), board, room);
    }),
  );
  const widest = rows.flat().reduce((most, { width }) => Math.max(most, width), 0);
  return rows.flatMap((row, i) => {
    const middle = (i - (series.length - 1) / 2) * (widest + SEAM);
    return row.flatMap(({ marks, offsets }) =>
      marks.map((mark, k) => placed(mark, board, middle + offsets[k]!)),
    );
  });
}

/** Pixels between the marks of neighboring series. */
const SEAM = 3;

const placed = (mark: Bare, { x, width }: Board, offset: number): Mark => ({
  ...mark,
  place: Number(x.at(x.position(mark.x) + offset / width).toPrecision(6)),
});

/** Marks of a cell that are drawn however many cells there are. */
const FEWEST = 12;

/** What of a sweep is shown, and how much room a cell has. */
export interface Shown {
  readonly axis: string;
  readonly unit: Unit;
  /** Marks in the picture, about. */
  readonly most: number;
  /** Pixels a cell may take. */
  readonly room: number;
}

/** Marks of a cell with their pixels from its middle, and how wide they are all together. */
function inColumns(marks: readonly Bare[], { y, height }: Board, room: number) {
  const pixel = (value: number) => height * y.position(value);
  const bars = marks.map(({ low, value }) => {
    const [from, to] = [pixel(low), pixel(value)];
    return [Math.min(from + RADIUS, to - RADIUS), to + RADIUS] as const;
  });
  const columns = packed(bars, 0);
  const reach = columns.reduce((most, column) => Math.max(most, Math.abs(column)), 0);
  const pitch = Math.min(PITCH, room / (2 * reach + 1));
  return { marks, offsets: columns.map((column) => pitch * column), width: pitch * (2 * reach + 1) };
}

/** The vertical axis: logarithmic over all that was measured, with room for the curves. */
export function countAxis(cells: readonly CellResult[], unit: Unit, curves: readonly number[]): SweptAxis {
  const bounds = cells.flatMap(({ lines }) => lines.flatMap(({ hit }) => (hit ? [hit[unit]] : [])));
  const ends = bounds.map(([low, high]) => high ?? low).filter((value) => value > 0);
  const values = [...ends, ...curves.filter((value) => value > 0 && Number.isFinite(value))];
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = values.reduce((high, value) => Math.max(high, value), 0);
  if (most === 0) return numericAxis([1, 100], true, [1, 10, 100]);
  const lows = bounds.map(([low]) => low).filter((low) => low > least / 3);
  const bottom = lows.reduce((low, value) => Math.min(low, value), least) / 1.5;
  const domain = [bottom, most * 1.6] as const;
  return numericAxis(domain, true, roundValues(domain, true));
}
