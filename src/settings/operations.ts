import { exp, log } from '../numerics/elementary.ts';

/** Both sides of a comparison, as left ≤ right, and whether it holds. */
export interface Truth {
  readonly left: number;
  readonly right: number;
  readonly holds: boolean;
}

type Numbers = (...values: number[]) => number;

const sum: Numbers = (...values) => values.reduce((total, value) => total + value, 0);

/** Functions of one number. */
export const ofOne: ReadonlyMap<string, Numbers> = new Map([
  ['abs', Math.abs],
  ['sqrt', Math.sqrt],
  ['ln', log],
  ['exp', exp],
] as [string, Numbers][]);

/** Functions of numbers and vectors, as many as one likes. */
export const ofMany: ReadonlyMap<string, Numbers> = new Map([
  ['min', Math.min],
  ['max', Math.max],
  ['sum', sum],
  ['mean', (...values) => sum(...values) / values.length],
]);

/** a^b, exactly rounded products where b is a small integer. */
function power(a: number, b: number): number {
  if (!Number.isInteger(b) || Math.abs(b) > 64) return a === 0 && b > 0 ? 0 : exp(b * log(a));
  let product = 1;
  for (let k = 0; k < Math.abs(b); k++) product *= a;
  return b < 0 ? 1 / product : product;
}

/** Operators that make a number of two. */
export const arithmetic: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['^', power],
]);

/** Operators that compare two numbers, as left ≤ right. */
export const comparisons: ReadonlyMap<string, (a: number, b: number) => Truth> = new Map([
  ['<=', (a, b) => ({ left: a, right: b, holds: a <= b })],
  ['<', (a, b) => ({ left: a, right: b, holds: a < b })],
  ['>=', (a, b) => ({ left: b, right: a, holds: a >= b })],
  ['>', (a, b) => ({ left: b, right: a, holds: a > b })],
]);

/** Of two comparisons, the one that decides whether both hold, or whether one does. */
export const connectives: ReadonlyMap<string, (a: Truth, b: Truth) => Truth> = new Map([
  ['&&', (a, b) => (isWorse(a, b) ? a : b)],
  ['||', (a, b) => (isWorse(a, b) ? b : a)],
]);

/** Failing is worse than not being defined, and that worse than holding; then less slack is worse. */
function isWorse(a: Truth, b: Truth): boolean {
  return rank(a) === rank(b) ? a.right - a.left < b.right - b.left : rank(a) < rank(b);
}

const rank = (truth: Truth) => (truth.holds ? 2 : isDefined(truth) ? 0 : 1);

/** Whether both sides are numbers: `ln(min(clusterMargins))` is none where a margin is negative. */
export const isDefined = ({ left, right }: Truth) => !Number.isNaN(left) && !Number.isNaN(right);
