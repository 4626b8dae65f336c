/** A numeric axis of a Vega-Lite encoding: its scale, and the axis properties that are not words. */
export interface Axis {
  readonly scale: Readonly<Record<string, unknown>>;
  readonly axis: { readonly values: readonly number[]; readonly labelExpr?: string };
  readonly domain: readonly [low: number, high: number];
  /** Where a value stands between the bottom of the axis, 0, and its top, 1; beyond, outside. */
  position(value: number): number;
}

/** The position on an axis whose scale is linear in `transform`. */
function positionBy(transform: (value: number) => number, low: number, high: number): Axis['position'] {
  const [bottom, top] = [transform(low), transform(high)];
  return (value) => (transform(value) - bottom) / (top - bottom);
}

/** A linear axis over [low, high] with ticks where told. */
export function linearAxis(low: number, high: number, values: readonly number[], format: string): Axis {
  return {
    scale: { type: 'linear', domain: [low, high], nice: false, zero: false },
    axis: { values, labelExpr: `format(datum.value, '${format}')` },
    domain: [low, high],
    position: positionBy((value) => value, low, high),
  };
}

/** Exponents of the powers of ten from 10^low to 10^high, thinned to at most `most`. */
function exponents(low: number, high: number, most: number): number[] {
  const every = Math.max(1, Math.ceil((high - low + 1) / most));
  const first = Math.ceil(low / every) * every;
  return Array.from({ length: Math.floor((high - first) / every) + 1 }, (_, i) => first + every * i);
}

const MOST_TICKS = 9;
const superscript = (digits: string) =>
  [...digits].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');

/** 0.001 … 1000 in digits, other powers of ten as 10ⁿ. */
export function powerOfTen(exponent: number): string {
  return Math.abs(exponent) <= 3 ? String(Number(`1e${exponent}`)) : `10${superscript(String(exponent))}`;
}

/** A Vega expression for the label of ±10^n. */
function powerLabel(low: number, high: number): string {
  const names = Array.from({ length: high - low + 1 }, (_, i) => powerOfTen(low + i));
  const index = `round(log(abs(datum.value)) / LN10) - ${low}`;
  return `datum.value == 0 ? '0' : (datum.value < 0 ? '−' : '') + ${JSON.stringify(names)}[${index}]`;
}

/** A logarithmic axis over [low, high], both positive, with ticks at 10ⁿ; what is not positive stands below. */
export function logAxis(low: number, high: number): Axis {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  return {
    scale: { type: 'log', domain: [low, high], nice: false },
    axis: {
      values: exponents(first, last, MOST_TICKS).map((n) => Number(`1e${n}`)),
      labelExpr: powerLabel(first, Math.max(first, last)),
    },
    domain: [low, high],
    position: (value) => (value > 0 ? Math.log(value / low) / Math.log(high / low) : -1),
  };
}

/** Pixels between 0 and the next tick, at least. */
const TICK_GAP = 14;

/**
 * An axis over [low, high], linear within ±10^constant and logarithmic beyond, with ticks at 0 and ±10ⁿ.
 *
 * @param height pixels, for ticks that would crowd around 0 to be left out
 */
export function symlogAxis(low: number, high: number, constant: number, height: number): Axis {
  const linear = Number(`1e${constant}`);
  const reach = Math.floor(Math.log10(Math.max(Math.abs(low), high)));
  const powers = exponents(constant, reach, MOST_TICKS).map((n) => Number(`1e${n}`));
  const position = positionBy((value) => Math.sign(value) * Math.log1p(Math.abs(value) / linear), low, high);
  const roomy = powers.filter((value) => height * (position(value) - position(0)) >= TICK_GAP);
  const values = [...roomy.map((value) => -value).reverse(), 0, ...roomy];
  return {
    scale: { type: 'symlog', constant: linear, domain: [low, high], nice: false },
    axis: {
      values: values.filter((value) => value >= low && value <= high),
      labelExpr: powerLabel(constant, Math.max(constant + 1, reach)),
    },
    domain: [low, high],
    position,
  };
}

/** Multiples of 1, 2 or 5 times a power of ten from 0 to `end`, about `count` of them. */
export function roundTicks(end: number, count: number): number[] {
  const power = 10 ** Math.floor(Math.log10(end / count));
  const step = power * ([1, 2, 5, 10].find((multiple) => power * multiple * count >= end) ?? 10);
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, i) =>
    Number((i * step).toPrecision(12)),
  );
}
