import { hermiteExpansion } from '../../formulas/expand.ts';
import type { Expansion } from '../../formulas/expansion.ts';
import type { Formula } from '../../formulas/formula.ts';
import { polynomialDegree } from '../../formulas/polynomial-degree.ts';
import { MOST_DIRECTIONS } from '../../metrics/giant/view.ts';
import { type Direction, staircaseOf } from '../../theory/staircase.ts';

/** Degree up to which a target that is no polynomial is looked at. */
const DEGREE = 8;

const expansions = new WeakMap<Formula, Expansion>();

/** A target under Gaussian inputs. */
function expansionOf(formula: Formula): Expansion {
  const expansion =
    expansions.get(formula) ?? hermiteExpansion(formula, polynomialDegree(formula, 'gaussian') ?? DEGREE);
  expansions.set(formula, expansion);
  return expansion;
}

/** A target as theory sees it. */
export interface Anatomy {
  readonly expansion: Expansion;
  /** Orthonormal, in the order in which giant steps can learn them; vectors over the expansion's variables. */
  readonly directions: readonly Direction[];
}

const anatomies = new WeakMap<Formula, Anatomy>();

/**
 * The expansion of a target and the directions it depends on.
 *
 * @throws Misuse where the formula has no finite variance under Gaussian inputs
 */
export function anatomyOf(formula: Formula): Anatomy {
  const seen = anatomies.get(formula);
  if (seen) return seen;
  const expansion = expansionOf(formula);
  const anatomy = { expansion, directions: staircaseOf(expansion) };
  anatomies.set(formula, anatomy);
  return anatomy;
}

/**
 * Directions as they lie among all inputs, the first 16 where there are more.
 *
 * @returns r×d, row-major
 */
export function inInputs({ directions, expansion }: Anatomy, inputDim: number): Float64Array {
  const shown = directions.slice(0, MOST_DIRECTIONS);
  const out = new Float64Array(shown.length * inputDim);
  for (const [k, { vector }] of shown.entries()) {
    for (const [v, variable] of expansion.variables.entries()) out[k * inputDim + variable - 1] = vector[v]!;
  }
  return out;
}
