import { walshHadamard } from '../numerics/walsh.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Expansion, Term } from './expansion.ts';
import type { Formula } from './formula.ts';
import { byDegree, term } from './hermite-series.ts';
import { normalForm } from './normal-form.ts';
import { isCoordinate, type Polynomial, variablesOf } from './polynomial.ts';

/** 2^16 values are at hand in a moment. */
const MOST_VARIABLES = 16;

/**
 * The Fourier–Walsh expansion of a formula under uniform signs: by x² = 1 where it is a polynomial, else from its
 * values at all signs.
 *
 * @throws Misuse where it is not finite somewhere, or no polynomial in more than 16 coordinates
 */
export function walshExpansion(formula: Formula): Expansion {
  const form = normalForm(formula.tree, 'hypercube');
  const terms = isPolynomial(form) ? ofPolynomial(form) : ofValues(formula, variablesOf(form));
  const relevant = variablesOf(form);
  const used = relevant.filter((_, v) => terms.terms.some(({ exponents }) => exponents[v]));
  const kept = terms.terms.map((t) => ({
    ...t,
    exponents: t.exponents.filter((_, v) => used.includes(relevant[v]!)),
  }));
  const degreeOf = ({ exponents }: Term) => exponents.reduce((sum, k) => sum + k, 0);
  const value = kept.reduce((sum, { coefficient }) => sum + coefficient * coefficient, 0);
  return {
    basis: 'walsh',
    variables: used,
    degree: Math.max(0, ...kept.map(degreeOf)),
    isComplete: true,
    terms: kept.sort(byDegree),
    zeroBound: terms.zeroBound,
    secondMoment: { value, errorBound: value * 2 ** -50 },
  };
}

const isPolynomial = (form: Polynomial) =>
  [...form.values()].every(({ powers }) => powers.every(([generator]) => isCoordinate(generator)));

type Terms = Pick<Expansion, 'terms' | 'zeroBound'>;

function ofPolynomial(form: Polynomial): Terms {
  const variables = variablesOf(form);
  return {
    terms: [...form.values()].map(({ powers, coefficient }) => term(powers, coefficient, variables)),
    zeroBound: 0,
  };
}

function ofValues(formula: Formula, variables: readonly number[]): Terms {
  if (variables.length > MOST_VARIABLES) {
    throw new Misuse(
      `it is no polynomial and depends on ${variables.length} coordinates: at most ${MOST_VARIABLES} can be gone through`,
    );
  }
  const count = 2 ** variables.length;
  const values = valuesAtSigns(formula, variables, count);
  const errorBound = (2 ** -50 * values.reduce((sum, value) => sum + Math.abs(value), 0)) / count;
  const terms = walshHadamard(values)
    .map((sum, subset) => ({
      exponents: variables.map((_, v) => (subset >> v) & 1),
      coefficient: sum / count,
      errorBound: 0,
    }))
    .filter(({ coefficient }) => Math.abs(coefficient) > errorBound);
  return { terms, zeroBound: errorBound };
}

/** Values at all signs: bit v of the index is set where variable v is −1. */
function valuesAtSigns(formula: Formula, variables: readonly number[], count: number): number[] {
  const columns = formula.variables.map((variable) => {
    const v = variables.indexOf(variable);
    return Float64Array.from({ length: count }, (_, s) => (v >= 0 && (s >> v) & 1 ? -1 : 1));
  });
  const values = new Float64Array(count);
  formula.evaluate(columns, count, values);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const where = formula.variables.map((variable, v) => `x${variable} = ${columns[v]![bad]}`).join(', ');
    throw new Misuse(`it is ${Number.isNaN(values[bad]) ? 'not a number' : 'infinite'} at ${where}`);
  }
  return [...values];
}
