import { Misuse } from '../settings/misuse.ts';
import { add, exact, multiply } from './bounded.ts';
import type { Bounded, Expansion } from './expansion.ts';
import type { Formula } from './formula.ts';
import { type HermiteSeries, hermiteSeries, norm, orthonormalTerms } from './hermite-series.ts';
import { normalForm } from './normal-form.ts';
import { degreeOfPolynomial, isCoordinate, type Polynomial, variablesOf } from './polynomial.ts';

/**
 * The Hermite expansion of a formula under standard Gaussian inputs, up to a total degree.
 *
 * @throws Misuse where E[f²] is not finite, or the formula mixes too many coordinates
 */
export function hermiteExpansion(formula: Formula, degree: number): Expansion {
  const form = normalForm(formula.tree, 'gaussian');
  if (!isPolynomial(form)) throw new Misuse(`not there yet: ${formula.text}`);
  const variables = variablesOf(form);
  const series = hermiteSeries(form);
  return {
    basis: 'hermite',
    variables,
    degree,
    isComplete: degreeOfPolynomial(form) <= degree,
    terms: orthonormalTerms(series, variables, degree),
    zeroBound: 0,
    secondMoment: sumOfSquares(series),
  };
}

const isPolynomial = (form: Polynomial) =>
  [...form.values()].every(({ powers }) => powers.every(([generator]) => isCoordinate(generator)));

/** Σ_α α! a_α² over coefficients of monic polynomials. */
function sumOfSquares(series: HermiteSeries): Bounded {
  return [...series.values()].reduce(
    (sum, { powers, coefficient }) => add(sum, multiply(norm(powers), multiply(coefficient, coefficient))),
    exact(0),
  );
}

export { walshExpansion } from './walsh-expansion.ts';
