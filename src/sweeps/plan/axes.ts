import { exp, log } from '../../numerics/elementary.ts';
import { refuse } from '../../settings/resolve.ts';

/** Values of one setting: each a value, or an expression in the other settings. */
export type AxisValues = readonly unknown[];

const FORMS =
  'a list, {geom: [from, to], count: n}, {lin: [from, to], count: n} or an expression such as "2.5*inputDim"';

interface Range {
  readonly geom?: unknown;
  readonly lin?: unknown;
  readonly count?: unknown;
}

/**
 * The values an axis stands for, in order.
 *
 * @param given as in a sweep file: a list, a range, or an expression, which is an axis of one value a cell
 * @param whole whether the setting is an integer: values of a range are rounded, and equal ones kept once
 * @param label what errors call it
 * @throws Misuse for any other form, an empty list, a value twice, or ends that no range has
 */
export function axisValues(given: unknown, whole: boolean, label: string): AxisValues {
  if (typeof given === 'string') return [given];
  if (Array.isArray(given)) return distinct(given, given, label);
  if (typeof given !== 'object' || given === null) refuse(label, FORMS, given);
  const { geom, lin, count, ...rest } = given as Range;
  const ends = (geom ?? lin) as readonly number[] | undefined;
  const isRange = Object.keys(rest).length === 0 && (geom === undefined) !== (lin === undefined);
  if (!isRange || !isPair(ends)) refuse(label, FORMS, given);
  if (!Number.isInteger(count) || !((count as number) >= 2) || !((count as number) <= 100_000)) {
    refuse(label, 'a range with a count from 2 to 100000', given);
  }
  if (geom !== undefined && !(ends![0]! > 0 && ends![1]! > 0)) {
    refuse(label, 'a geometric range between numbers above 0', given);
  }
  const at = geom === undefined ? linear : geometric;
  const values = Array.from({ length: count as number }, (_, k) => at(ends!, k / ((count as number) - 1)));
  return whole ? [...new Set(values.map(Math.round))] : values;
}

const isPair = (ends: unknown): ends is readonly [number, number] =>
  Array.isArray(ends) && ends.length === 2 && ends.every((end) => Number.isFinite(end));

/** Ends are exact; between them twelve digits, more than which no one means. */
const rounded = (value: number) => Number(value.toPrecision(12));

const linear = ([from, to]: readonly number[], share: number) =>
  share === 1 ? to! : rounded(from! + share * (to! - from!));

const geometric = ([from, to]: readonly number[], share: number) =>
  share === 1 ? to! : share === 0 ? from! : rounded(from! * exp(share * log(to! / from!)));

function distinct(values: readonly unknown[], given: unknown, label: string): readonly unknown[] {
  if (values.length === 0) refuse(label, 'a list of at least one value', given);
  const texts = new Set(values.map((value) => JSON.stringify(value)));
  if (texts.size < values.length) refuse(label, 'a list of values that differ', given);
  return values;
}
