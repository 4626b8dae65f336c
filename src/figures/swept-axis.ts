import type { Axis } from './axis.ts';
import { powerOfTen, roundTicks } from './axis.ts';

/** An axis that can be read backwards, from a place to the value that stands there. */
export interface SweptAxis extends Axis {
  readonly isLog: boolean;
  /** The value at a share of the axis, 0 at its start and 1 at its end. */
  at(share: number): number;
}

/** A logarithmic or linear axis over [low, high] with ticks where told; a logarithmic one needs both positive. */
export function numericAxis(
  [low, high]: readonly [number, number],
  isLog: boolean,
  ticks: readonly number[],
): SweptAxis {
  const [to, from] = isLog ? [Math.log, Math.exp] : [Number, Number];
  const [start, end] = [to(low), to(high)];
  const position = (value: number) =>
    isLog && value <= 0 ? Number.NEGATIVE_INFINITY : (to(value) - start) / (end - start);
  const values = ticks.filter((tick) => tick >= low * (1 - 1e-12) && tick <= high * (1 + 1e-12));
  const labels = Object.fromEntries(values.map((value) => [String(value), tickLabel(value)]));
  return {
    isLog,
    scale: {
      type: isLog ? 'log' : 'linear',
      domain: [low, high],
      nice: false,
      ...(!isLog && { zero: false }),
    },
    axis: { values, labelExpr: `(${JSON.stringify(labels)})[datum.value]` },
    domain: [low, high],
    position,
    at: (share) => from(start + share * (end - start)),
  };
}

/** Values with a tick each where there is room for them; else round numbers. */
const MOST_VALUES = 14;

/**
 * The axis of a setting that was swept: a tick a value, and room of a share `margin` of the axis at both ends.
 *
 * @param values at least one, in any order, repeated or not
 */
export function sweptAxis(values: readonly number[], isLog = isGeometric(values), margin = 0.07): SweptAxis {
  const own = distinct(values);
  const [first, last] = [own[0]!, own.at(-1)!];
  const inner = first === last ? around(first, isLog) : ([first, last] as const);
  const bare = numericAxis(inner, isLog, []);
  const outer = [bare.at(-margin / (1 - 2 * margin)), bare.at(1 + margin / (1 - 2 * margin))] as const;
  return numericAxis(outer, isLog, own.length <= MOST_VALUES ? own : roundValues(outer, isLog));
}

const around = (value: number, isLog: boolean): [number, number] =>
  isLog ? [value / 1.5, value * 1.5] : [value - 1, value + 1];

/** 1, 2 and 5 times powers of ten where fewer than three powers lie in a logarithmic range; else the powers, thinned. */
export function roundValues([low, high]: readonly [number, number], isLog: boolean): number[] {
  if (!isLog) return linearValues(low, high);
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const inside = (multiples: readonly number[], every = 1) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i)
      .filter((exponent) => exponent % every === 0)
      .flatMap((exponent) => multiples.map((multiple) => Number(`${multiple}e${exponent}`)))
      .filter((value) => value >= low && value <= high);
  const powers = inside([1]);
  if (powers.length >= 3) return inside([1], Math.ceil(powers.length / 9));
  const fives = inside([1, 2, 5]);
  return fives.length >= 2 ? fives : inside([1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

function linearValues(low: number, high: number): number[] {
  const step = roundTicks(high - low, 8)[1]!;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Whether ratios of neighbors are more even than their differences; of two values, whether one is twice the other. */
export function isGeometric(values: readonly number[]): boolean {
  const own = distinct(values);
  if (own[0]! <= 0) return false;
  if (own.length < 3) return own.at(-1)! >= 2 * own[0]! || own.length === 1;
  const gaps = (all: readonly number[]) => all.slice(1).map((value, i) => value - all[i]!);
  return unevenness(gaps(own.map(Math.log))) <= unevenness(gaps(own)) + 1e-12;
}

const unevenness = (gaps: readonly number[]) => Math.max(...gaps) / Math.min(...gaps);

/** Values in ascending order, each once. */
export const distinct = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** `0.05`, `4,096`, `2×10⁶`. */
export function tickLabel(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e6)) {
    return Number(value.toPrecision(6))
      .toLocaleString('en-US', { maximumFractionDigits: 9 })
      .replace('-', '−');
  }
  const [digits, exponent] = Number(value.toPrecision(4)).toExponential().split('e');
  const power = powerOfTen(Number(exponent));
  return digits === '1' ? power : `${digits!.replace('-', '−')}×${power}`;
}
