import { exact, isZero, multiply, rounded } from './bounded.ts';
import type { Bounded, Term } from './expansion.ts';
import {
  constant,
  degreeOf,
  type Generator,
  type Monomial,
  type Polynomial,
  polynomialOf,
  powerOf,
  times,
} from './polynomial.ts';

/**
 * A sum of products of monic Hermite polynomials, kept as the polynomial whose monomial Π z_i^k_i stands for
 * Π He_{k_i}(z_i). Rotations of z act on it as on any polynomial.
 */
export type HermiteSeries = Polynomial;

/** z^n = Σ_j n!/(2^j j! (n−2j)!) He_{n−2j} of each coordinate of a polynomial in coordinates. */
export function hermiteSeries(p: Polynomial): HermiteSeries {
  return polynomialOf(
    [...p.values()].flatMap(({ powers, coefficient }) => {
      const factors = powers.map(([generator, n]) => powerSeries(generator, n));
      const product = factors.reduce((left, right) => times(left, right), constant(exact(1)));
      return [...product.values()].map((term) => ({
        ...term,
        coefficient: multiply(term.coefficient, coefficient),
      }));
    }),
  );
}

const powerSeries = (generator: Generator, n: number): HermiteSeries =>
  polynomialOf(
    Array.from({ length: Math.floor(n / 2) + 1 }, (_, j) => ({
      powers: n === 2 * j ? [] : [[generator, n - 2 * j] as const],
      coefficient: pairings(n, j),
    })),
  );

/** In how many ways j disjoint pairs can be chosen among n: n!/(2^j j! (n−2j)!). */
function pairings(n: number, j: number): Bounded {
  let count = exact(1);
  for (let i = 0; i < j; i++)
    count = fraction(multiply(count, exact(((n - 2 * i) * (n - 2 * i - 1)) / 2)), i + 1);
  return count;
}

/** A whole number, from a multiple of it: exact up to 2^53. */
function fraction({ value, errorBound }: Bounded, divisor: number): Bounded {
  const quotient = value / divisor;
  return errorBound === 0 && Number.isSafeInteger(value)
    ? exact(quotient)
    : { value: quotient, errorBound: errorBound / divisor + rounded(quotient).errorBound };
}

/** The product of two series, up to a total degree: He_m He_n = Σ_j j! C(m,j) C(n,j) He_{m+n−2j}. */
export function hermiteProduct(p: HermiteSeries, q: HermiteSeries, degree: number): HermiteSeries {
  return polynomialOf(productTerms(p, q, degree));
}

function* productTerms(p: HermiteSeries, q: HermiteSeries, degree: number): IterableIterator<Monomial> {
  for (const a of p.values()) {
    for (const b of q.values()) {
      const coefficient = multiply(a.coefficient, b.coefficient);
      for (const term of productOfMonomials(a, b).values()) {
        if (degreeOf(term) <= degree) yield { ...term, coefficient: multiply(term.coefficient, coefficient) };
      }
    }
  }
}

function productOfMonomials(a: Monomial, b: Monomial): HermiteSeries {
  const other = new Map(b.powers.map(([{ key }, power]) => [key, power]));
  const shared = a.powers.filter(([{ key }]) => other.has(key));
  const keys = new Set(shared.map(([{ key }]) => key));
  const alone = [...a.powers, ...b.powers].filter(([{ key }]) => !keys.has(key));
  const factors = [
    ...alone.map(([generator, power]) => powerOf(generator, power)),
    ...shared.map(([generator, m]) => linearized(generator, m, other.get(generator.key)!)),
  ];
  return factors.reduce((left, right) => times(left, right), constant(exact(1)));
}

function linearized(generator: Generator, m: number, n: number): HermiteSeries {
  const monomials: Monomial[] = [];
  let coefficient = exact(1);
  for (let j = 0; j <= Math.min(m, n); j++) {
    const degree = m + n - 2 * j;
    monomials.push({ powers: degree === 0 ? [] : [[generator, degree]], coefficient });
    coefficient = fraction(multiply(coefficient, exact((m - j) * (n - j))), j + 1);
  }
  return polynomialOf(monomials);
}

/** Coefficients of He_k/√k!, by degree, those that cannot be told from 0 left out. */
export function orthonormalTerms(
  series: HermiteSeries,
  variables: readonly number[],
  degree: number,
): Term[] {
  return [...series.values()]
    .filter((monomial) => degreeOf(monomial) <= degree && !isZero(monomial.coefficient))
    .map(({ powers, coefficient }) => term(powers, normalized(powers, coefficient), variables))
    .sort(byDegree);
}

/** E[(Π He_k)²] = Π k!. */
export function norm(powers: Monomial['powers']): Bounded {
  let product = exact(1);
  for (const [, power] of powers) for (let k = 2; k <= power; k++) product = multiply(product, exact(k));
  return product;
}

/** A coefficient of Π He_k as that of Π He_k/√k!. */
export function normalized(powers: Monomial['powers'], coefficient: Bounded): Bounded {
  const root = Math.sqrt(norm(powers).value);
  return multiply(coefficient, Number.isInteger(root) ? exact(root) : rounded(root, 4));
}

/** Rounding errors up to this share of a coefficient are not reported. */
const EXACT = 2 ** -46;

/** A term of an expansion. */
export function term(
  powers: Monomial['powers'],
  { value, errorBound }: Bounded,
  variables: readonly number[],
): Term {
  const degrees = new Map(
    powers.map(
      ([
        {
          variables: [variable],
        },
        power,
      ]) => [variable!, power],
    ),
  );
  return {
    exponents: variables.map((variable) => degrees.get(variable) ?? 0),
    coefficient: value,
    errorBound: errorBound <= EXACT * Math.abs(value) ? 0 : errorBound,
  };
}

/** The order of terms. */
export function byDegree(a: Term, b: Term): number {
  const difference = total(a) - total(b);
  if (difference !== 0) return difference;
  const first = a.exponents.findIndex((exponent, v) => exponent !== b.exponents[v]);
  return first < 0 ? 0 : b.exponents[first]! - a.exponents[first]!;
}

const total = ({ exponents }: Term) => exponents.reduce((sum, exponent) => sum + exponent, 0);
