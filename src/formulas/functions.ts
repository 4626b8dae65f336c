import { cos, erf, exp, log, sin, tanh } from '../numerics/elementary.ts';
import type { FunctionName } from './formula.ts';

/** He_k(x), the monic Hermite polynomial of degree k, by He_{k+1} = x He_k − k He_{k−1}. */
export function hermite(k: number, x: number): number {
  let [before, he] = [0, 1];
  for (let i = 0; i < k; i++) [before, he] = [he, x * he - i * before];
  return he;
}

const HIGHEST_HERMITE = 12;

const hermites = Array.from(
  { length: HIGHEST_HERMITE + 1 },
  (_, k) => [`He${k}` as FunctionName, (x: number) => hermite(k, x)] as const,
);

/** Functions of one number that a formula may use. */
export const functions: ReadonlyMap<FunctionName, (x: number) => number> = new Map([
  ['sqrt', Math.sqrt],
  ['exp', exp],
  ['sin', sin],
  ['cos', cos],
  ['tanh', tanh],
  ['erf', erf],
  ['abs', Math.abs],
  ['sign', Math.sign],
  ['relu', (x: number) => Math.max(x, 0)],
  ...hermites,
] as [FunctionName, (x: number) => number][]);

/** Their names. */
export const functionNames: readonly FunctionName[] = [...functions.keys()];

/** a^b: by products where b is an integer, so that a may be negative; 0^b = 0 for b > 0. */
export function power(a: number, b: number): number {
  if (!Number.isInteger(b)) return a === 0 && b > 0 ? 0 : exp(b * log(a));
  let product = 1;
  for (let square = a, k = Math.abs(b); k > 0; k = Math.floor(k / 2), square *= square) {
    if (k % 2 === 1) product *= square;
  }
  return b < 0 ? 1 / product : product;
}
