import jsep from 'jsep';
import { Misuse } from './misuse.ts';
import { nearest } from './nearest.ts';
import { arithmetic, comparisons, connectives, ofMany, ofOne, type Truth } from './operations.ts';

jsep.removeBinaryOp('^');
jsep.addBinaryOp('^', 11, true);

/** Names an expression may use, each with how many numbers it stands for: 1, or the length of a vector. */
export type Names = Readonly<Record<string, number>>;

/** What the names stand for at one moment; undefined for what was not measured. */
export type Lookup = (name: string) => number | readonly number[] | undefined;

/** An inequality that was written as text. */
export interface Expression {
  /** The names it uses. */
  readonly names: readonly string[];
  /** The sides of the comparison that decides: of && the one that fails or has least slack, of || the best. */
  evaluate(lookup: Lookup): Truth;
}

/** A number that was written as text. */
export interface NumberExpression {
  /** The names it uses. */
  readonly names: readonly string[];
  evaluate(lookup: Lookup): number;
}

/** A part of an expression once its type is known. */
type Part =
  | { readonly type: 'number'; value(lookup: Lookup): number }
  | {
      readonly type: 'vector';
      readonly text: string;
      readonly length: number;
      value(lookup: Lookup): number[];
    }
  | { readonly type: 'truth'; value(lookup: Lookup): Truth };

/**
 * Reads an inequality: numbers, names, name[index], + − * / ^, < <= > >=, && ||, parentheses, and the functions min,
 * max, sum, mean, abs, sqrt, ln and exp. Nothing is executed but these.
 *
 * @throws Misuse with what is wrong and at which position (from 1), a phrase without its context
 */
export function parseExpression(text: string, names: Names): Expression {
  const used = new Set<string>();
  const part = compile(treeOf(text), { text, names, used });
  if (part.type !== 'truth') throw new Misuse('it has no comparison such as <= for something to hold or not');
  return { names: [...used], evaluate: part.value };
}

/**
 * Reads a number: the same language without comparisons.
 *
 * @throws Misuse with what is wrong and at which position (from 1), a phrase without its context
 */
export function parseNumber(text: string, names: Names): NumberExpression {
  const used = new Set<string>();
  const evaluate = number(treeOf(text), { text, names, used });
  return { names: [...used], evaluate };
}

/** The syntax tree of an expression; ^ binds to the right and before a sign. */
export function treeOf(text: string): jsep.Expression {
  try {
    return jsep(text);
  } catch (error) {
    const { description, index } = error as Error & {
      readonly description?: string;
      readonly index?: number;
    };
    const what = description ?? 'not an expression';
    throw new Misuse(`${what[0]!.toLowerCase()}${what.slice(1)} at position ${(index ?? 0) + 1}`);
  }
}

interface Context {
  readonly text: string;
  readonly names: Names;
  readonly used: Set<string>;
}

function compile(node: jsep.Expression, context: Context): Part {
  const known = node as jsep.CoreExpression;
  switch (known.type) {
    case 'Literal':
      return literal(known);
    case 'Identifier':
      return name(known.name, context);
    case 'MemberExpression':
      return entry(known, context);
    case 'UnaryExpression':
      return signed(known, context);
    case 'BinaryExpression':
      return binary(known, context);
    case 'CallExpression':
      return call(known, context);
    default:
      throw new Misuse(fault(known, context));
  }
}

function fault({ type, body }: jsep.Expression, { text }: Context): string {
  if (type !== 'Compound')
    return `${type.replace('Expression', '').toLowerCase()} is not part of the language`;
  return (body as unknown[]).length === 0
    ? 'it is empty'
    : `it is several expressions in a row: "${text}" lacks an operator between them`;
}

function literal({ value, raw }: jsep.Literal): Part {
  if (typeof value !== 'number') throw new Misuse(`${raw} is not a number`);
  return { type: 'number', value: () => value };
}

/** Where a name stands in a text, from 1. */
const positionOf = (name: string, text: string) =>
  text.search(new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`)) + 1;

const escaped = (word: string) => word.replace(/[$]/g, '\\$&');

function name(word: string, { names, text, used }: Context): Part {
  if (!Object.hasOwn(names, word)) throw new Misuse(unknown(word, text, Object.keys(names)));
  used.add(word);
  const length = names[word]!;
  if (length === 1) return { type: 'number', value: (lookup) => lookup(word) as number };
  return { type: 'vector', text: word, length, value: (lookup) => [...(lookup(word) as readonly number[])] };
}

function unknown(word: string, text: string, known: readonly string[]): string {
  const near = nearest(word, known).join(', ');
  return `${word} at position ${positionOf(word, text)} is not known; the nearest are ${near}`;
}

function entry(node: jsep.MemberExpression, context: Context): Part {
  if (!node.computed || node.optional)
    throw new Misuse('the only way into something is an index in brackets');
  const vector = compile(node.object, context);
  if (vector.type !== 'vector') throw new Misuse('only what has several numbers can have an index');
  const { value: index } = node.property as jsep.Literal;
  if (!Number.isInteger(index) || !((index as number) < vector.length)) {
    throw new Misuse(
      `${vector.text} has entries ${vector.text}[0] to ${vector.text}[${vector.length - 1}] only`,
    );
  }
  return { type: 'number', value: (lookup) => vector.value(lookup)[index as number]! };
}

function signed({ operator, argument }: jsep.UnaryExpression, context: Context): Part {
  if (operator !== '-' && operator !== '+') throw new Misuse(`${operator} is not part of the language`);
  const value = number(argument, context);
  return { type: 'number', value: operator === '-' ? (lookup) => -value(lookup) : value };
}

function binary({ operator, left, right }: jsep.BinaryExpression, context: Context): Part {
  const combine = arithmetic.get(operator);
  const compare = comparisons.get(operator);
  const connect = connectives.get(operator);
  if (connect) {
    const [a, b] = [truth(left, operator, context), truth(right, operator, context)];
    return { type: 'truth', value: (lookup) => connect(a(lookup), b(lookup)) };
  }
  if (!combine && !compare) throw new Misuse(`${operator} is not part of the language`);
  if (operator === '^' && left.type === 'UnaryExpression') {
    throw new Misuse('a sign right before ^ can be read in two ways: write -(x^2) or (0 - x)^2');
  }
  const [a, b] = [number(left, context), number(right, context)];
  if (compare) return { type: 'truth', value: (lookup) => compare(a(lookup), b(lookup)) };
  return { type: 'number', value: (lookup) => combine!(a(lookup), b(lookup)) };
}

function call({ callee, arguments: given }: jsep.CallExpression, context: Context): Part {
  const word = callee.type === 'Identifier' ? (callee as jsep.Identifier).name : undefined;
  if (word === undefined) throw new Misuse('only a function can be called');
  const one = ofOne.get(word);
  const apply = one ?? ofMany.get(word);
  if (!apply) throw new Misuse(unknown(word, context.text, [...ofOne.keys(), ...ofMany.keys()]));
  if (one ? given.length !== 1 : given.length === 0) {
    throw new Misuse(`${word} takes ${one ? 'one number' : 'at least one number'}, got ${given.length}`);
  }
  const parts = given.map((node) => (one ? number(node, context) : numbers(node, context)));
  return { type: 'number', value: (lookup) => apply(...parts.flatMap((part) => part(lookup))) };
}

/** A part that must be one number. */
function number(node: jsep.Expression, context: Context): (lookup: Lookup) => number {
  const part = compile(node, context);
  if (part.type === 'truth') throw new Misuse('a comparison stands where a number is needed');
  if (part.type === 'number') return part.value;
  const { text, length } = part;
  throw new Misuse(
    `${text} is ${length} numbers: take one, such as ${text}[0], or their min, max, sum or mean`,
  );
}

/** A part that may be one number or several. */
function numbers(node: jsep.Expression, context: Context): (lookup: Lookup) => number | number[] {
  const part = compile(node, context);
  if (part.type === 'truth') throw new Misuse('a comparison stands where a number is needed');
  return part.value;
}

function truth(node: jsep.Expression, operator: string, context: Context): (lookup: Lookup) => Truth {
  const part = compile(node, context);
  if (part.type !== 'truth')
    throw new Misuse(`${operator} needs a comparison such as time < 8 on both sides`);
  return part.value;
}
