import type jsep from 'jsep';
import { treeOf } from '../settings/expression.ts';
import { Misuse } from '../settings/misuse.ts';
import { nearest } from '../settings/nearest.ts';
import { evaluator } from './evaluate.ts';
import type { Formula, FormulaNode, FunctionName } from './formula.ts';
import { functionNames } from './functions.ts';

/**
 * Reads a function of coordinates: + − * / ^, numbers, z1, z2, … (x1, x2, … on the cube), sqrt, exp, sin, cos, tanh,
 * erf, abs, sign, relu, He0 … He12. Nothing is executed but these.
 *
 * @param letter what coordinates are called
 * @throws Misuse with what is wrong and at which position (from 1), a phrase without its context
 */
export function parseFormula(text: string, letter: 'z' | 'x' = 'z'): Formula {
  const variables = new Set<number>();
  const tree = nodeOf(treeOf(text), { letter, variables });
  if (variables.size === 0) throw new Misuse(`it does not depend on ${letter}1, ${letter}2, …`);
  const sorted = [...variables].sort((a, b) => a - b);
  return { text, tree, variables: sorted, evaluate: evaluator(tree, sorted) };
}

interface Context {
  readonly letter: 'z' | 'x';
  readonly variables: Set<number>;
}

const operators = new Map([
  ['+', 'sum'],
  ['-', 'difference'],
  ['*', 'product'],
  ['/', 'quotient'],
  ['^', 'power'],
] as const);

function nodeOf(node: jsep.Expression, context: Context): FormulaNode {
  const known = node as jsep.CoreExpression;
  switch (known.type) {
    case 'Literal':
      return { type: 'number', value: known.value as number };
    case 'Identifier':
      return variable(known.name, context);
    case 'UnaryExpression': {
      const argument = nodeOf(known.argument, context);
      return known.operator === '-' ? { type: 'negative', argument } : argument;
    }
    case 'BinaryExpression': {
      const type = operators.get(known.operator as '+');
      if (!type) throw new Misuse(`${known.operator} is not part of the language`);
      return { type, left: nodeOf(known.left, context), right: nodeOf(known.right, context) };
    }
    case 'CallExpression': {
      const { name } = known.callee as jsep.Identifier;
      if (!functionNames.includes(name as FunctionName)) throw new Misuse(unknown(name, functionNames));
      return { type: 'call', name: name as FunctionName, argument: nodeOf(known.arguments[0]!, context) };
    }
    default:
      throw new Misuse('it is not one expression');
  }
}

function variable(name: string, { letter, variables }: Context): FormulaNode {
  const digits = new RegExp(`^${letter}([1-9][0-9]*)$`).exec(name)?.[1];
  if (digits === undefined) throw new Misuse(unknown(name, [`${letter}1`, `${letter}2`, ...functionNames]));
  variables.add(Number(digits));
  return { type: 'variable', index: Number(digits) };
}

const unknown = (word: string, known: readonly string[]) =>
  `${word} is not known; the nearest are ${nearest(word, known).join(', ')}`;
