import type { Bounded } from './expansion.ts';

const { abs } = Math;

/** Half a unit in the last place of 1. */
const ROUNDING = 2 ** -53;
/** 2^27 + 1 splits a float64 in two halves whose products are exact (Veltkamp). */
const SPLITTER = 134217729;
/** Past this the splitting overflows. */
const LARGEST_SPLIT = 1e150;

/** A number that is what it says. */
export const exact = (value: number): Bounded => ({ value, errorBound: 0 });

/** A number that was rounded, by so many halves of its last place. */
export const rounded = (value: number, times = 1): Bounded => ({
  value,
  errorBound: times * ROUNDING * abs(value),
});

/** a + b; what rounding it loses is found exactly (Knuth), so that sums of small integers stay exact. */
export function add(a: Bounded, b: Bounded): Bounded {
  const value = a.value + b.value;
  const part = value - a.value;
  const lost = a.value - (value - part) + (b.value - part);
  return { value, errorBound: a.errorBound + b.errorBound + abs(lost) };
}

/** a b; what rounding it loses is found exactly (Dekker). */
export function multiply(a: Bounded, b: Bounded): Bounded {
  const value = a.value * b.value;
  const inherited = abs(a.value) * b.errorBound + abs(b.value) * a.errorBound + a.errorBound * b.errorBound;
  return { value, errorBound: inherited + lostInProduct(a.value, b.value, value) };
}

function lostInProduct(a: number, b: number, product: number): number {
  if (abs(a) > LARGEST_SPLIT || abs(b) > LARGEST_SPLIT) return ROUNDING * abs(product);
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return abs(aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow));
}

function halves(x: number): readonly [number, number] {
  const scaled = SPLITTER * x;
  const high = scaled - (scaled - x);
  return [high, x - high];
}

/** a / b, where b is not 0. */
export function divide(a: Bounded, b: Bounded): Bounded {
  const value = a.value / b.value;
  const inherited = (a.errorBound + abs(value) * b.errorBound) / (abs(b.value) - b.errorBound);
  const isExact = value * b.value === a.value && lostInProduct(value, b.value, a.value) === 0;
  return { value, errorBound: inherited + (isExact ? 0 : ROUNDING * abs(value)) };
}

/** f(a) of a function that rounds well, smooth about a. */
export function apply(f: (x: number) => number, { value, errorBound }: Bounded): Bounded {
  const there = f(value);
  const moved = Math.max(abs(f(value + errorBound) - there), abs(f(value - errorBound) - there));
  return {
    value: there,
    errorBound: 2 * moved + (Number.isInteger(there) ? 0 : rounded(there, 4).errorBound),
  };
}

/** Whether it cannot be told from 0. */
export const isZero = ({ value, errorBound }: Bounded): boolean => abs(value) <= errorBound;
