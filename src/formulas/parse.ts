import type jsep from 'jsep';
import { treeOf } from '../settings/expression.ts';
import { Misuse } from '../settings/misuse.ts';
import { evaluator } from './evaluate.ts';
import type { Bounded } from './expansion.ts';
import type { Formula, FormulaNode, FunctionName } from './formula.ts';
import { normalForm } from './normal-form.ts';
import { namesOf } from './parts.ts';
import { constantOf, sorted } from './polynomial.ts';
import { scan, type Token } from './scan.ts';

/**
 * Reads a function of coordinates: + − * / ^, numbers, z1, z2, … (x1, x2, … on the cube), sqrt, exp, sin, cos, tanh,
 * erf, abs, sign, relu, He0 … He12. Nothing is executed but these. As on paper, −z1^2 is −(z1^2).
 *
 * @param letter what coordinates are called: z, Gaussian, or x, on the hypercube
 * @throws Misuse with what is wrong and at which position (from 1), a phrase without its context
 */
export function parseFormula(text: string, letter: 'z' | 'x' = 'z'): Formula {
  const tree = nodeOf(treeOf(withoutSignsInBrackets(scan(text, letter))));
  const variables = sorted(namesOf(tree));
  if (variables.length === 0) throw new Misuse(`it names no coordinate: expected ${letter}1, ${letter}2, …`);
  const value = onlyValue(tree, letter);
  if (value) {
    throw new Misuse(
      `it does not depend on ${letter}1, ${letter}2, …: all cancel, and it is always ${value.value}`,
    );
  }
  return { text, tree, variables, evaluate: evaluator(tree, variables) };
}

/** Its value where it has but one. */
const onlyValue = (tree: FormulaNode, letter: 'z' | 'x'): Bounded | undefined =>
  constantOf(normalForm(tree, letter === 'z' ? 'gaussian' : 'hypercube'));

/** (−a…) as (−1·a…): after that, a sign right before a power was written without brackets. */
function withoutSignsInBrackets(tokens: readonly Token[]): string {
  return tokens
    .map(({ text }, i) => (text === '-' && tokens[i - 1]?.text === '(' ? `${text}1*` : text))
    .join(' ');
}

const operators = {
  '+': 'sum',
  '-': 'difference',
  '*': 'product',
  '/': 'quotient',
  '^': 'power',
} as const;

/** A node of jsep's as one of a formula: `scan` has let no others through. */
function nodeOf(node: jsep.Expression): FormulaNode {
  const known = node as jsep.CoreExpression;
  switch (known.type) {
    case 'Literal':
      return { type: 'number', value: known.value as number };
    case 'Identifier':
      return { type: 'variable', index: Number(known.name.slice(1)) };
    case 'UnaryExpression': {
      const argument = nodeOf(known.argument);
      return known.operator === '-' ? { type: 'negative', argument } : argument;
    }
    case 'BinaryExpression':
      return binary(known);
    case 'CallExpression': {
      const { name } = known.callee as jsep.Identifier;
      return { type: 'call', name: name as FunctionName, argument: nodeOf(known.arguments[0]!) };
    }
    default:
      throw new Misuse('it is not one expression');
  }
}

/** A sign before a power is that of the power. */
function binary({ operator, left, right }: jsep.BinaryExpression): FormulaNode {
  if (operator === '^' && left.type === 'UnaryExpression') {
    const { operator: sign, argument } = left as jsep.UnaryExpression;
    const power = binary({ type: 'BinaryExpression', operator, left: argument, right });
    return sign === '-' ? { type: 'negative', argument: power } : power;
  }
  return { type: operators[operator as '+'], left: nodeOf(left), right: nodeOf(right) };
}
