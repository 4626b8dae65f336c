import type { Term } from '../formulas/expansion.ts';

/** Coefficients by exponents, as text. */
type Polynomial = Map<string, number>;

/**
 * Terms of a Hermite expansion in another orthonormal basis.
 *
 * E f(z + x) = Σ_α a_α x^α/√α!, a polynomial in x, so the coefficients change as those of a polynomial do when the
 * coordinates rotate: each degree by itself, by an orthogonal matrix.
 *
 * @param basis orthonormal rows; new coordinate i is ⟨basis[i], z⟩
 * @returns bounds are ‖·‖₂ of those of equal degree, of which each new coefficient is a unit combination
 */
export function rotateTerms(terms: readonly Term[], basis: readonly (readonly number[])[]): Term[] {
  const powers = terms.map(({ exponents, coefficient }) => ({
    exponents,
    coefficient: coefficient / rootFactorial(exponents),
  }));
  const bounds = boundsByDegree(terms);
  return [...substitute(powers, 0, basis)].map(([key, power]) => {
    const exponents = key.split(',').map(Number);
    const errorBound = bounds.get(degreeOf(exponents)) ?? 0;
    return { exponents, coefficient: power * rootFactorial(exponents), errorBound };
  });
}

/** Total degree. */
export const degreeOf = (exponents: readonly number[]): number => exponents.reduce((sum, e) => sum + e, 0);

/** √α!. */
function rootFactorial(exponents: readonly number[]): number {
  let product = 1;
  for (const e of exponents) for (let k = 2; k <= e; k++) product *= k;
  return Math.sqrt(product);
}

function boundsByDegree(terms: readonly Term[]): Map<number, number> {
  const squares = new Map<number, number>();
  for (const { exponents, errorBound } of terms) {
    const degree = degreeOf(exponents);
    squares.set(degree, (squares.get(degree) ?? 0) + errorBound * errorBound);
  }
  return new Map([...squares].map(([degree, square]) => [degree, Math.sqrt(square)]));
}

type Powers = readonly Pick<Term, 'exponents' | 'coefficient'>[];

/** Σ c x^α with x_v = Σ_i basis[i][v] y_i, variable by variable from v on, by Horner's rule. */
function substitute(powers: Powers, v: number, basis: readonly (readonly number[])[]): Polynomial {
  if (v === basis.length) {
    const constant = powers.reduce((sum, { coefficient }) => sum + coefficient, 0);
    return new Map([[basis.map(() => 0).join(','), constant]]);
  }
  const highest = Math.max(...powers.map(({ exponents }) => exponents[v]!));
  let result: Polynomial = new Map();
  for (let e = highest; e >= 0; e--) {
    const own = powers.filter(({ exponents }) => exponents[v] === e);
    result = timesLinear(
      result,
      basis.map((row) => row[v]!),
    );
    if (own.length > 0) add(result, substitute(own, v + 1, basis));
  }
  return result;
}

/** p(y) · Σ_i slopes_i y_i. */
function timesLinear(polynomial: Polynomial, slopes: readonly number[]): Polynomial {
  const product: Polynomial = new Map();
  for (const [key, coefficient] of polynomial) {
    const exponents = key.split(',').map(Number);
    for (const [i, slope] of slopes.entries()) {
      if (slope === 0) continue;
      exponents[i]!++;
      add(product, new Map([[exponents.join(','), coefficient * slope]]));
      exponents[i]!--;
    }
  }
  return product;
}

function add(sum: Polynomial, other: Polynomial): void {
  for (const [key, coefficient] of other) sum.set(key, (sum.get(key) ?? 0) + coefficient);
}
