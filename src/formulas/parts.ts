import { Misuse } from '../settings/misuse.ts';
import type { FormulaNode } from './formula.ts';
import {
  type Generator,
  type Monomial,
  type Polynomial,
  powerOf,
  sorted,
  textOf,
  variablesOf,
} from './polynomial.ts';

const number = (value: number): FormulaNode => ({ type: 'number', value });

/** The number 1. */
export const one = number(1);

/** A part of a formula that is no polynomial of its arguments, as a generator of its own. */
export function partOf(node: FormulaNode, args: readonly Polynomial[]): Polynomial {
  const name = node.type === 'call' ? node.name : node.type;
  const key = `${name}(${args.map(textOf).join(', ')})`;
  return powerOf({ key, variables: sorted(args.flatMap(variablesOf)), node });
}

/** A part's node; without coordinates that cancel, which it would name needlessly. */
export function faithful(node: FormulaNode, form: Polynomial): FormulaNode {
  const variables = variablesOf(form);
  return sorted(namesOf(node)).length === variables.length ? node : treeOf(form);
}

/** Coordinates that a part of a formula names, as often as it does. */
export function namesOf(node: FormulaNode): number[] {
  if (node.type === 'variable') return [node.index];
  if (node.type === 'number') return [];
  return 'argument' in node ? namesOf(node.argument) : [...namesOf(node.left), ...namesOf(node.right)];
}

/** A polynomial as a formula. */
export function treeOf(p: Polynomial): FormulaNode {
  const [first, ...others] = [...p.values()].map(treeOfMonomial);
  return others.reduce<FormulaNode>((left, right) => ({ type: 'sum', left, right }), first ?? number(0));
}

function treeOfMonomial({ powers, coefficient }: Monomial): FormulaNode {
  return productOf([number(coefficient.value), ...powers.map(([generator, k]) => toPower(generator, k))]);
}

/** A product of parts. */
export const productOf = ([first, ...others]: readonly FormulaNode[]): FormulaNode =>
  others.reduce<FormulaNode>((left, right) => ({ type: 'product', left, right }), first ?? one);

/** A generator to a power. */
export const toPower = ({ node }: Generator, power: number): FormulaNode =>
  power === 1 ? node : { type: 'power', left: node, right: number(power) };

/** A value that a formula may have. */
export function finite(value: number, what: string): number {
  if (!Number.isFinite(value))
    throw new Misuse(`${what} is ${Number.isNaN(value) ? 'not a number' : 'infinite'}`);
  return value;
}
