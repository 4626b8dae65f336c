import { Misuse } from '../../settings/misuse.ts';
import type { CellResult, SweepResults } from '../results.ts';

/** Cells that agree in all that varies but what a figure shows. */
export interface Series {
  /** What they agree in: `width 64, stepSize 0.1`; empty where nothing else varies. */
  readonly name: string;
  readonly cells: readonly CellResult[];
}

/** The value of a setting in a cell, whether it was swept, follows from an expression, or is the same everywhere. */
export const valueAt = (cell: CellResult, setting: string): unknown =>
  cell.at[setting] ?? cell.settings[setting];

/**
 * The value of a setting that an axis shows.
 *
 * @throws Misuse where it is no number
 */
export function numberAt(cell: CellResult, setting: string): number {
  const value = valueAt(cell, setting);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Misuse(
    `an axis of a figure must be a number in every cell, got ${setting} ${JSON.stringify(value)}`,
  );
}

/** Cells by the settings that vary beside those shown, in the order of the sweep. */
export function seriesOf(results: SweepResults, shown: readonly string[]): Series[] {
  const nameOf = seriesNamer(results, otherAxes(results, shown));
  const groups = new Map<string, CellResult[]>();
  for (const cell of results.cells) {
    const name = nameOf(cell.at);
    const group = groups.get(name);
    if (group) group.push(cell);
    else groups.set(name, [cell]);
  }
  return [...groups].map(([name, members]) => ({ name, cells: members }));
}

/** Names the values of some axes in a cell. */
type NameOf = (at: Readonly<Record<string, unknown>>) => string;

/** `width 64, stepSize 0.0884`: with as many digits as tell the values of each axis apart, four where they do. */
export function seriesNamer({ cells }: Pick<SweepResults, 'cells'>, axes: readonly string[]): NameOf {
  const texts = axes.map((axis) => {
    const values = new Set(cells.map(({ at }) => plain(at[axis])));
    const short = new Set(cells.map(({ at }) => brief(at[axis])));
    return { axis, text: short.size === values.size ? brief : plain };
  });
  return (at) => texts.map(({ axis, text }) => `${axis} ${text(at[axis])}`).join(', ');
}

/** Axes that the ones shown, and those kept before, do not determine: an expression of them is no axis of its own. */
export function otherAxes({ axes, cells }: SweepResults, shown: readonly string[]): string[] {
  const kept: string[] = [];
  for (const axis of axes) {
    if (!shown.includes(axis) && !isDetermined(cells, axis, [...shown, ...kept])) kept.push(axis);
  }
  return kept;
}

function isDetermined(cells: readonly CellResult[], axis: string, by: readonly string[]): boolean {
  const seen = new Map<string, string>();
  return cells.every((cell) => {
    const place = JSON.stringify(by.map((setting) => valueAt(cell, setting)));
    const value = JSON.stringify(valueAt(cell, axis));
    if (!seen.has(place)) seen.set(place, value);
    return seen.get(place) === value;
  });
}

/** A setting's value as text for a heading: integers whole, other numbers with at most four significant digits. */
export const brief = (value: unknown): string =>
  typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(4))) : plain(value);

/** A setting's value as text. */
export const plain = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');
