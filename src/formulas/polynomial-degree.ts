import type { Inputs } from './expansion.ts';
import type { Formula } from './formula.ts';
import { normalForm } from './normal-form.ts';
import { degreeOfPolynomial, isCoordinate } from './polynomial.ts';

/** Total degree of a formula that is a polynomial, multiplied out; undefined where it is none. */
export function polynomialDegree(formula: Formula, inputs: Inputs): number | undefined {
  const form = normalForm(formula.tree, inputs);
  const isPolynomial = [...form.values()].every(({ powers }) =>
    powers.every(([generator]) => isCoordinate(generator)),
  );
  return isPolynomial ? degreeOfPolynomial(form) : undefined;
}
