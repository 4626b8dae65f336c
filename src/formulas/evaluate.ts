import { exp, log } from '../numerics/elementary.ts';
import type { Formula, FormulaNode } from './formula.ts';
import { functions } from './functions.ts';

type Point = (variable: number) => number;

/** Evaluates a formula at many points. */
export function evaluator(tree: FormulaNode, variables: readonly number[]): Formula['evaluate'] {
  const place = new Map(variables.map((variable, v) => [variable, v]));
  return (columns, count, out) => {
    for (let s = 0; s < count; s++) out[s] = valueAt(tree, (variable) => columns[place.get(variable)!]![s]!);
  };
}

function valueAt(node: FormulaNode, point: Point): number {
  switch (node.type) {
    case 'number':
      return node.value;
    case 'variable':
      return point(node.index);
    case 'negative':
      return -valueAt(node.argument, point);
    case 'call':
      return functions.get(node.name)!(valueAt(node.argument, point));
    default:
      return combine(node.type, valueAt(node.left, point), valueAt(node.right, point));
  }
}

function combine(
  type: 'sum' | 'difference' | 'product' | 'quotient' | 'power',
  a: number,
  b: number,
): number {
  switch (type) {
    case 'sum':
      return a + b;
    case 'difference':
      return a - b;
    case 'product':
      return a * b;
    case 'quotient':
      return a / b;
    case 'power':
      return power(a, b);
  }
}

/** a^b, by products where b is an integer. */
function power(a: number, b: number): number {
  if (!Number.isInteger(b) || Math.abs(b) > 64) return exp(b * log(a));
  let product = 1;
  for (let k = 0; k < Math.abs(b); k++) product *= a;
  return b < 0 ? 1 / product : product;
}
