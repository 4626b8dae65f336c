import type { Break } from '../numerics/quadrature.ts';
import type { FormulaNode } from './formula.ts';

/** A part of a formula at whose roots the formula is not smooth. */
export interface Rough {
  readonly node: FormulaNode;
  readonly isSingular: boolean;
}

/** Arguments of sign, abs, relu and sqrt, divisors and bases of powers. */
export function roughParts(node: FormulaNode): Rough[] {
  if (node.type === 'number' || node.type === 'variable') return [];
  if (node.type === 'negative') return roughParts(node.argument);
  if (node.type === 'call') return [...ownRoughness(node.name, node.argument), ...roughParts(node.argument)];
  const below = [...roughParts(node.left), ...roughParts(node.right)];
  if (node.type === 'quotient') return [{ node: node.right, isSingular: true }, ...below];
  if (node.type === 'power' && !isWhole(node.right)) return [{ node: node.left, isSingular: true }, ...below];
  return below;
}

function ownRoughness(name: string, node: FormulaNode): Rough[] {
  if (name === 'sqrt') return [{ node, isSingular: true }];
  return name === 'abs' || name === 'sign' || name === 'relu' ? [{ node, isSingular: false }] : [];
}

const isWhole = (node: FormulaNode) =>
  node.type === 'number' && Number.isInteger(node.value) && node.value >= 0;

const BISECTIONS = 50;
/** A value this small beside those about it is 0. */
const SMALL = 1e-15;
/** A minimum of an absolute value this small beside its neighbors is a double root. */
const GOLDEN = 0.6180339887498949;

/** Points on [−reach, reach], between whose neighbors roots are looked for. */
export function gridOf(reach: number, spacing: number): Float64Array {
  const count = Math.round(reach / spacing);
  return Float64Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * spacing);
}

/**
 * Where a function of one number is 0, by changes of sign on a grid and bisection; where it may be singular, also
 * where its absolute value is least, for a root without change of sign or one off the real line.
 */
export function rootsOf(
  f: (x: Float64Array) => Float64Array,
  grid: Float64Array,
  isSingular: boolean,
): Break[] {
  const values = f(grid).slice();
  const found: number[] = [];
  for (let i = 0; i < grid.length; i++) {
    const [before, here, after] = [values[i - 1], values[i]!, values[i + 1]];
    if (here === 0 && (before !== 0 || after !== 0)) found.push(grid[i]!);
    if (after !== undefined && here * after < 0) found.push(bisect(f, grid[i]!, grid[i + 1]!, here));
    if (!isSingular || before === undefined || after === undefined) continue;
    const isLeast = Math.abs(here) < Math.abs(before) && Math.abs(here) <= Math.abs(after) && here !== 0;
    if (isLeast && before * here > 0 && here * after > 0) found.push(least(f, grid[i - 1]!, grid[i + 1]!));
  }
  return found.map((at) => ({ at, isSingular }));
}

const at = (f: (x: Float64Array) => Float64Array, x: number) => f(Float64Array.of(x))[0]!;

/** A root between two places of different sign: by secants, and every other step by halving. */
function bisect(f: (x: Float64Array) => Float64Array, from: number, to: number, atFrom: number): number {
  let [low, high, atLow, atHigh] = [from, to, atFrom, at(f, to)];
  const small = SMALL * Math.max(Math.abs(atLow), Math.abs(atHigh));
  for (let step = 0; step < 2 * BISECTIONS; step++) {
    const middle = step % 2 === 0 ? low - (atLow * (high - low)) / (atHigh - atLow) : (low + high) / 2;
    const value = at(f, middle);
    if (Math.abs(value) <= small || middle === low || middle === high) return middle;
    if (value * atLow > 0) [low, atLow] = [middle, value];
    else [high, atHigh] = [middle, value];
  }
  return high;
}

/** The place of a minimum of |f|, by golden sections. */
function least(f: (x: Float64Array) => Float64Array, low: number, high: number): number {
  for (let step = 0; step < BISECTIONS; step++) {
    const [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (Math.abs(at(f, a)) < Math.abs(at(f, b))) high = b;
    else low = a;
  }
  return (low + high) / 2;
}
