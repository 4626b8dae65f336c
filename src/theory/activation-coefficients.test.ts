import { expect, it } from 'vitest';
import { relu } from '../activations/relu.ts';
import { tanh } from '../activations/tanh.ts';
import { hermiteExpansion } from '../formulas/expand.ts';
import { parseFormula } from '../formulas/parse.ts';
import { activationCoefficients } from './activation-coefficients.ts';

it('coefficients of ReLU are those of claim C1, to 1e-9', () => {
  const c = 0.3989422804014327;
  const expected = [c, 0.5, c, 0, -c, 0, 3 * c, 0, -15 * c];
  for (const [k, { value, errorBound }] of activationCoefficients(relu.create({} as never), 8).entries()) {
    expect(Math.abs(value - expected[k]!)).toBeLessThanOrEqual(errorBound);
    expect(errorBound).toBeLessThan(1e-9);
  }
});

it('coefficients of tanh are those of the formula tanh(z1), by another quadrature', () => {
  const coefficients = activationCoefficients(tanh.create({} as never), 5);
  const { terms } = hermiteExpansion(parseFormula('tanh(z1)'), 5);
  for (const [k, factorial] of [
    [1, 1],
    [3, 6],
    [5, 120],
  ] as const) {
    const orthonormal = terms.find(({ exponents }) => exponents[0] === k)!.coefficient;
    expect(coefficients[k]!.value).toBeCloseTo(orthonormal * Math.sqrt(factorial), 9);
  }
});
