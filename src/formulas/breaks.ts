import type { Break } from '../numerics/quadrature.ts';
import type { Steep } from '../numerics/steep.ts';
import type { FormulaNode } from './formula.ts';

/** A part of a formula at whose roots the formula is not smooth. */
export interface Rough {
  readonly node: FormulaNode;
  readonly isSingular: boolean;
}

/** Arguments of sign, abs, relu and sqrt, divisors and bases of powers, the innermost first. */
export function roughParts(node: FormulaNode): Rough[] {
  if (node.type === 'number' || node.type === 'variable') return [];
  if (node.type === 'negative') return roughParts(node.argument);
  if (node.type === 'call') return [...roughParts(node.argument), ...ownRoughness(node.name, node.argument)];
  const below = [...roughParts(node.left), ...roughParts(node.right)];
  if (node.type === 'quotient') return [...below, { node: node.right, isSingular: true }];
  if (node.type === 'power' && !isWhole(node.right)) return [...below, { node: node.left, isSingular: true }];
  return below;
}

function ownRoughness(name: string, node: FormulaNode): Rough[] {
  if (name === 'sqrt') return [{ node, isSingular: true }];
  return name === 'abs' || name === 'sign' || name === 'relu' ? [{ node, isSingular: false }] : [];
}

/** A part of a formula such that the formula may change fast where the part does. */
export interface SteepPart extends Pick<Steep, 'flat'> {
  readonly node: FormulaNode;
}

/** Arguments of exp, tanh, erf, sin and cos, and exponents. */
export function steepParts(node: FormulaNode): SteepPart[] {
  if (node.type === 'number' || node.type === 'variable') return [];
  if (node.type === 'negative') return steepParts(node.argument);
  if (node.type === 'call') {
    const flat = flatness.get(node.name);
    return [...(flat ? [{ node: node.argument, flat }] : []), ...steepParts(node.argument)];
  }
  const below = [...steepParts(node.left), ...steepParts(node.right)];
  const isExponential = node.type === 'power' && node.right.type !== 'number';
  return isExponential ? [{ node: node.right, flat: 'nowhere' }, ...below] : below;
}

const flatness: ReadonlyMap<string, Steep['flat']> = new Map([
  ['exp', 'below'],
  ['tanh', 'outside'],
  ['erf', 'outside'],
  ['sin', 'nowhere'],
  ['cos', 'nowhere'],
]);

const isWhole = (node: FormulaNode) =>
  node.type === 'number' && Number.isInteger(node.value) && node.value >= 0;

const BISECTIONS = 50;
/** A value this small beside those about it is 0. */
const SMALL = 1e-15;
const GOLDEN = 0.6180339887498949;

/** Points on [−reach, reach], between whose neighbors roots are looked for. */
export function gridOf(reach: number, spacing: number): Float64Array {
  const count = Math.round(reach / spacing);
  return Float64Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * spacing);
}

/**
 * Where a function of one number is 0, by changes of sign on a grid and bisection, and where its absolute value is least
 * between points of equal sign: there may be two roots, or where it may be singular a double one or one off the real line.
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
    if (before === undefined || after === undefined) continue;
    const isLeast = Math.abs(here) < Math.abs(before) && Math.abs(here) <= Math.abs(after) && here !== 0;
    if (isLeast && before * here > 0 && here * after > 0) {
      found.push(...hidden(f, grid[i - 1]!, grid[i + 1]!, before, isSingular));
    }
  }
  return found.map((at) => ({ at, isSingular }));
}

/** Roots between places of equal sign. */
function hidden(
  f: (x: Float64Array) => Float64Array,
  low: number,
  high: number,
  atLow: number,
  isSingular: boolean,
): number[] {
  const middle = least(f, low, high, Math.sign(atLow));
  const value = at(f, middle);
  if (value * atLow < 0) return [bisect(f, low, middle, atLow), bisect(f, middle, high, value)];
  return isSingular ? [middle] : [];
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

/** The place where f, of a sign, is least or has the other sign, by golden sections. */
function least(f: (x: Float64Array) => Float64Array, low: number, high: number, sign: number): number {
  for (let step = 0; step < BISECTIONS; step++) {
    const [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (sign * at(f, a) < sign * at(f, b)) high = b;
    else low = a;
  }
  return (low + high) / 2;
}
