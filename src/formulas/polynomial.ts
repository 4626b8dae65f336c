import { Misuse } from '../settings/misuse.ts';
import { add, exact, isZero, multiply } from './bounded.ts';
import type { Bounded } from './expansion.ts';
import type { FormulaNode } from './formula.ts';

/** What polynomials are made of: a coordinate, or a part of a formula that is no polynomial. */
export interface Generator {
  /** Equal generators have equal keys. */
  readonly key: string;
  /** Coordinates it depends on, counted from 1, ascending. */
  readonly variables: readonly number[];
  readonly node: FormulaNode;
}

/** coefficient · Π generator^power; generators by key, powers at least 1. */
export interface Monomial {
  readonly powers: readonly (readonly [Generator, number])[];
  readonly coefficient: Bounded;
}

/** A sum of monomials, no two of equal powers. */
export type Polynomial = ReadonlyMap<string, Monomial>;

const MOST_MONOMIALS = 50_000;

/** The coordinate z_index. */
export const coordinate = (index: number): Generator => ({
  key: `z${index}`,
  variables: [index],
  node: { type: 'variable', index },
});

/** Whether a generator is a coordinate. */
export const isCoordinate = ({ node }: Generator): boolean => node.type === 'variable';

/** A constant. */
export const constant = (coefficient: Bounded): Polynomial => polynomialOf([{ powers: [], coefficient }]);

/** A generator alone, to a power. */
export const powerOf = (generator: Generator, power = 1): Polynomial =>
  polynomialOf([{ powers: power === 0 ? [] : [[generator, power]], coefficient: exact(1) }]);

/** Monomials put together: those of equal powers are added. */
export function polynomialOf(monomials: Iterable<Monomial>): Polynomial {
  const sum = new Map<string, Monomial>();
  for (const monomial of monomials) {
    const key = keyOf(monomial.powers);
    const before = sum.get(key);
    const coefficient = before ? add(before.coefficient, monomial.coefficient) : monomial.coefficient;
    sum.set(key, { powers: monomial.powers, coefficient });
    if (sum.size > MOST_MONOMIALS) {
      throw new Misuse(
        `multiplied out, it has more than ${MOST_MONOMIALS} terms: take fewer coordinates or lower powers`,
      );
    }
  }
  return sum;
}

/** A text that equal powers share. */
export const keyOf = (powers: Monomial['powers']): string =>
  powers.map(([{ key }, power]) => `${key}^${power}`).join(' ');

/** p + q. */
export const plus = (p: Polynomial, q: Polynomial): Polynomial => polynomialOf(bothOf(p, q));

function* bothOf(p: Polynomial, q: Polynomial): IterableIterator<Monomial> {
  yield* p.values();
  yield* q.values();
}

/** c p. */
export const scaled = (p: Polynomial, factor: Bounded): Polynomial =>
  polynomialOf(
    [...p.values()].map(({ powers, coefficient }) => ({
      powers,
      coefficient: multiply(coefficient, factor),
    })),
  );

/** p q, of total degree at most `degree`. */
export const times = (p: Polynomial, q: Polynomial, degree = Infinity): Polynomial =>
  polynomialOf(productsOf(p, q, degree));

function* productsOf(p: Polynomial, q: Polynomial, degree: number): IterableIterator<Monomial> {
  for (const a of p.values()) {
    for (const b of q.values()) {
      if (degreeOf(a) + degreeOf(b) > degree) continue;
      yield { powers: joined(a.powers, b.powers), coefficient: multiply(a.coefficient, b.coefficient) };
    }
  }
}

/** The powers of a product: both are in the order of keys, and so it is. */
function joined(a: Monomial['powers'], b: Monomial['powers']): Monomial['powers'] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const powers: (readonly [Generator, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i]!, b[j]!];
    if (x[0].key === y[0].key) powers.push([x[0], x[1] + y[1]]);
    else powers.push(x[0].key < y[0].key ? x : y);
    if (x[0].key <= y[0].key) i++;
    if (y[0].key <= x[0].key) j++;
  }
  return [...powers, ...a.slice(i), ...b.slice(j)];
}

/** p to a power. */
export function toPower(p: Polynomial, power: number): Polynomial {
  let product = constant(exact(1));
  for (let k = 0; k < power; k++) product = times(product, p);
  return product;
}

/** The sum of a monomial's powers. */
export const degreeOf = ({ powers }: Monomial): number => powers.reduce((sum, [, power]) => sum + power, 0);

/** The largest degree of its monomials; 0 of the zero polynomial. */
export const degreeOfPolynomial = (p: Polynomial): number =>
  [...p.values()].reduce((largest, monomial) => Math.max(largest, degreeOf(monomial)), 0);

/** Without what cannot be told from 0. */
export const withoutZeros = (p: Polynomial): Polynomial =>
  new Map([...p].filter(([, { coefficient }]) => !isZero(coefficient)));

/** Its value where it is a constant. */
export function constantOf(p: Polynomial): Bounded | undefined {
  if (p.size === 0) return exact(0);
  const [only, ...others] = p.values();
  return others.length === 0 && only!.powers.length === 0 ? only!.coefficient : undefined;
}

/** Coordinates it depends on, ascending. */
export const variablesOf = (p: Polynomial): number[] =>
  sorted([...p.values()].flatMap(({ powers }) => powers.flatMap(([{ variables }]) => variables)));

/** Without repetition, ascending. */
export const sorted = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** A text that equal polynomials share. */
export const textOf = (p: Polynomial): string =>
  [...p]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { coefficient }]) => `${coefficient.value} ${key}`)
    .join(' + ');
