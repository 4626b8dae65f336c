import type { Formula, FormulaNode, FunctionName } from './formula.ts';
import { functions, power } from './functions.ts';

/** How many points are evaluated at a time: intermediate columns stay in the cache. */
const BLOCK = 256;

/** Values of a part of a formula at points first … first + count − 1 of a block of at most BLOCK. */
type Part = (columns: readonly Float64Array[], first: number, count: number) => Float64Array;

/**
 * Evaluates a formula at many points: a column of intermediate values a part of it, block by block.
 *
 * @param variables coordinates whose columns come, in their order
 */
export function evaluator(tree: FormulaNode, variables: readonly number[]): Formula['evaluate'] {
  const part = partOf(tree, new Map(variables.map((variable, v) => [variable, v])));
  return (columns, count, out) => {
    for (let first = 0; first < count; first += BLOCK) {
      const length = Math.min(BLOCK, count - first);
      const values = part(columns, first, length);
      for (let s = 0; s < length; s++) out[first + s] = values[s]!;
    }
  };
}

function partOf(node: FormulaNode, places: ReadonlyMap<number, number>): Part {
  switch (node.type) {
    case 'number': {
      const values = new Float64Array(BLOCK).fill(node.value);
      return () => values;
    }
    case 'variable': {
      const place = places.get(node.index)!;
      return (columns, first, count) => columns[place]!.subarray(first, first + count);
    }
    case 'negative':
      return mapped(negate, partOf(node.argument, places));
    case 'call':
      return mapped(columnFunction(node.name), partOf(node.argument, places));
    case 'power':
      if (node.right.type === 'number' && isSmall(node.right.value)) {
        return mapped(wholePower(node.right.value), partOf(node.left, places));
      }
  }
  return combined(operations[node.type], partOf(node.left, places), partOf(node.right, places));
}

const isSmall = (exponent: number) => Number.isInteger(exponent) && exponent > 0 && exponent <= 8;

/** A loop over a column; each has one of its own, so that it is compiled for what it does. */
type Unary = (x: Float64Array, out: Float64Array, count: number) => void;
type Binary = (a: Float64Array, b: Float64Array, out: Float64Array, count: number) => void;

function mapped(loop: Unary, argument: Part): Part {
  const out = new Float64Array(BLOCK);
  return (columns, first, count) => {
    loop(argument(columns, first, count), out, count);
    return out;
  };
}

function combined(loop: Binary, left: Part, right: Part): Part {
  const out = new Float64Array(BLOCK);
  return (columns, first, count) => {
    loop(left(columns, first, count), right(columns, first, count), out, count);
    return out;
  };
}

const operations: Readonly<Record<'sum' | 'difference' | 'product' | 'quotient' | 'power', Binary>> = {
  sum(a, b, out, count) {
    for (let s = 0; s < count; s++) out[s] = a[s]! + b[s]!;
  },
  difference(a, b, out, count) {
    for (let s = 0; s < count; s++) out[s] = a[s]! - b[s]!;
  },
  product(a, b, out, count) {
    for (let s = 0; s < count; s++) out[s] = a[s]! * b[s]!;
  },
  quotient(a, b, out, count) {
    for (let s = 0; s < count; s++) out[s] = a[s]! / b[s]!;
  },
  power(a, b, out, count) {
    for (let s = 0; s < count; s++) out[s] = power(a[s]!, b[s]!);
  },
};

const negate: Unary = (x, out, count) => {
  for (let s = 0; s < count; s++) out[s] = -x[s]!;
};

const square: Unary = (x, out, count) => {
  for (let s = 0; s < count; s++) out[s] = x[s]! * x[s]!;
};

function wholePower(exponent: number): Unary {
  if (exponent === 2) return square;
  return (x, out, count) => {
    for (let s = 0; s < count; s++) {
      let product = x[s]!;
      for (let k = 1; k < exponent; k++) product *= x[s]!;
      out[s] = product;
    }
  };
}

function columnFunction(name: FunctionName): Unary {
  if (name.startsWith('He')) return hermiteColumn(Number(name.slice(2)));
  if (name === 'relu') return rectify;
  const f = functions.get(name)!;
  return (x, out, count) => {
    for (let s = 0; s < count; s++) out[s] = f(x[s]!);
  };
}

const rectify: Unary = (x, out, count) => {
  for (let s = 0; s < count; s++) out[s] = Math.max(x[s]!, 0);
};

/** As `hermite` does, but in place. */
function hermiteColumn(degree: number): Unary {
  return (x, out, count) => {
    for (let s = 0; s < count; s++) {
      let before = 0;
      let he = 1;
      for (let k = 0; k < degree; k++) {
        const next = x[s]! * he - k * before;
        before = he;
        he = next;
      }
      out[s] = he;
    }
  };
}
