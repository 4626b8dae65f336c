import type { Bounded, Expansion } from '../formulas/expansion.ts';
import { highestDegree, inBasis, uncertaintyOf } from './climb.ts';
import { complementOf } from './orthonormal.ts';
import { degreeOf } from './rotate-terms.ts';
import type { Rung } from './staircase.ts';

/** A smallest mean squared error. */
export interface Floor extends Bounded {
  /** How many rungs of the staircase are learned. */
  readonly rungs: number;
  /** κ: any function of what is learned times polynomials of this degree in all else, as n, p ~ d^κ allow. */
  readonly degree: number;
}

/**
 * What stays of a target after each rung, ‖P_{U,>κ} f‖²: the squares of the terms of degree above κ in the directions
 * that are not learned. κ = 0 is E Var(f | P_U z). Of an expansion that was cut off, the rest counts for half of itself
 * more or less, but where nothing is learned: there it counts in full.
 *
 * @param blind total degrees that features do not have: these parts stay, whatever is learned
 */
export function floorsOf(
  expansion: Expansion,
  ladder: readonly Rung[],
  blind: readonly number[],
): readonly Floor[] {
  return Array.from({ length: ladder.length + 1 }, (_, rungs) =>
    floorsAfter(expansion, ladder.slice(0, rungs), blind),
  ).flat();
}

/** Those with some rungs learned, κ = 0, 1, … until nothing is left. */
function floorsAfter(expansion: Expansion, ladder: readonly Rung[], blind: readonly number[]): Floor[] {
  const learned = ladder.flatMap(({ directions }) => directions.map(({ vector }) => vector));
  const dim = expansion.variables.length;
  if (learned.length === dim && blind.length === 0)
    return [{ rungs: ladder.length, degree: 0, value: 0, errorBound: 0 }];
  const terms = inBasis(expansion, [...learned, ...complementOf(learned, dim)]);
  const off = uncertaintyOf(expansion, ladder.at(-1)?.angle ?? 0);
  const tail = tailOf(expansion);
  const share = learned.length === 0 ? 1 : 1 / 2;
  const floors: Floor[] = [];
  for (let degree = 0; degree <= highestDegree(expansion); degree++) {
    const left = terms.filter(
      ({ exponents }) =>
        degreeOf(exponents.slice(learned.length)) > degree || blind.includes(degreeOf(exponents)),
    );
    const known = squares(left, off);
    const value = known.value + share * tail.value;
    const errorBound = known.errorBound + (1 - share) * tail.value + tail.errorBound;
    floors.push({ rungs: ladder.length, degree, value, errorBound });
    if (value <= errorBound) break;
  }
  return floors;
}

/** Σ of squares of coefficients. */
export const squaresOf = (terms: Expansion['terms']): number =>
  terms.reduce((sum, { coefficient }) => sum + coefficient * coefficient, 0);

/** The same of coefficients that may be off by so much together. */
function squares(terms: Expansion['terms'], off: number): Bounded {
  const value = squaresOf(terms);
  return { value, errorBound: 2 * Math.sqrt(value) * off + off * off };
}

/** What E[f²] has beyond the expansion's terms. */
export function tailOf(expansion: Expansion): Bounded {
  if (expansion.isComplete) return { value: 0, errorBound: 0 };
  const known = squares(expansion.terms, uncertaintyOf(expansion, 0));
  const { value, errorBound } = expansion.secondMoment;
  return { value: Math.max(value - known.value, 0), errorBound: errorBound + known.errorBound };
}
