import { add, exact, isZero, multiply } from './bounded.ts';
import type { Bounded, Expansion } from './expansion.ts';
import type { Formula } from './formula.ts';
import { apart, groupedBy } from './groups.ts';
import {
  type HermiteSeries,
  hermiteProduct,
  hermiteSeries,
  norm,
  normalized,
  orthonormalTerms,
} from './hermite-series.ts';
import { normalForm } from './normal-form.ts';
import { partSeries } from './part-series.ts';
import { productOf, toPower, treeOf } from './parts.ts';
import {
  constant,
  constantOf,
  degreeOf,
  degreeOfPolynomial,
  type Generator,
  isCoordinate,
  keyOf,
  type Monomial,
  type Polynomial,
  plus,
  polynomialOf,
  textOf,
  times,
  variablesOf,
  withoutZeros,
} from './polynomial.ts';

/**
 * The Hermite expansion of a formula under standard Gaussian inputs, up to a total degree.
 *
 * The formula is multiplied out; what is a polynomial is expanded exactly, all else is a polynomial times a product of
 * functions of few directions, and these are integrated.
 *
 * @throws Misuse where E[f²] is not finite, or the formula mixes too many coordinates
 */
export function hermiteExpansion(formula: Formula, degree: number): Expansion {
  const form = normalForm(formula.tree, 'gaussian');
  const polynomial = polynomialOf([...form.values()].filter(isPolynomial));
  const rest = merged([...form.values()].filter((monomial) => !isPolynomial(monomial)));
  const exactSeries = withoutZeros(hermiteSeries(polynomial));
  const square = seriesOf(times(rest, rest), 0, 'E[f²]');
  const restSeries = seriesOf(
    rest,
    Math.max(degree, rest.size && degreeOfPolynomial(polynomial)),
    'a coefficient',
  );
  const series = plus(exactSeries, restSeries);
  const variables = variablesOf(form);
  return {
    basis: 'hermite',
    variables,
    degree,
    isComplete: rest.size === 0 && degreeOfPolynomial(polynomial) <= degree,
    terms: orthonormalTerms(series, variables, degree),
    zeroBound: zeroBound(series, degree),
    secondMoment: [
      inner(exactSeries, exactSeries),
      multiply(exact(2), inner(exactSeries, restSeries)),
      constantOf(square) ?? exact(0),
    ].reduce(add),
  };
}

const isPolynomial = ({ powers }: Monomial) => powers.every(([generator]) => isCoordinate(generator));

/** E[f g] = Σ_α α! a_α b_α over coefficients of monic polynomials. */
function inner(f: HermiteSeries, g: HermiteSeries): Bounded {
  return [...f].reduce((sum, [key, { powers, coefficient }]) => {
    const other = g.get(key);
    return other ? add(sum, multiply(norm(powers), multiply(coefficient, other.coefficient))) : sum;
  }, exact(0));
}

/** The largest value that a coefficient told to be 0 may have; 0 where all of them are. */
function zeroBound(series: HermiteSeries, degree: number): number {
  return [...series.values()]
    .filter((monomial) => degreeOf(monomial) <= degree && isZero(monomial.coefficient))
    .map(({ powers, coefficient }) => normalized(powers, coefficient))
    .reduce((largest, { value, errorBound }) => Math.max(largest, Math.abs(value) + errorBound), 0);
}

/** Functions of one coordinate put together in one part a coordinate, so that what is infinite in each may cancel. */
function merged(monomials: readonly Monomial[]): Polynomial {
  const groups = groupedBy(monomials, (monomial) => {
    const variables = variablesOf(polynomialOf([monomial]));
    return variables.length === 1 ? variables[0]! : 0;
  });
  const several = groups.get(0) ?? [];
  groups.delete(0);
  return polynomialOf([...several, ...[...groups].map(([variable, group]) => together(variable, group))]);
}

function together(variable: number, group: readonly Monomial[]): Monomial {
  const sum = polynomialOf(group);
  const part = { key: `(${textOf(sum)})`, variables: [variable], node: treeOf(sum) };
  return { powers: [[part, 1]], coefficient: exact(1) };
}

/** The Hermite series of polynomials times parts. */
function seriesOf(form: Polynomial, degree: number, what: string): HermiteSeries {
  const groups = groupedBy(form.values(), ({ powers }) => keyOf(powers.filter(isPart)));
  return [...groups.values()].map((group) => seriesOfGroup(group, degree, what)).reduce(plus, new Map());
}

const isPart = ([generator]: readonly [Generator, number]) => !isCoordinate(generator);

/** The series of monomials with the same parts. */
function seriesOfGroup(group: readonly Monomial[], degree: number, what: string): HermiteSeries {
  const polynomial = polynomialOf(
    group.map(({ powers, coefficient }) => ({
      coefficient,
      powers: powers.filter((entry) => !isPart(entry)),
    })),
  );
  const needed = degree + degreeOfPolynomial(polynomial);
  const parts = apart(group[0]!.powers.filter(isPart), ([{ variables }]) => variables).map((factors) =>
    partSeries(productOf(factors.map(([generator, power]) => toPower(generator, power))), needed, what),
  );
  const product = parts.reduce((left, right) => times(left, right, needed), constant(exact(1)));
  return hermiteProduct(product, hermiteSeries(polynomial), degree);
}

export { walshExpansion } from './walsh-expansion.ts';
