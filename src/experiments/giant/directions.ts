import type { Formula } from '../../formulas/formula.ts';
import { type Direction, staircaseOf } from '../../theory/staircase.ts';

/** Degree up to which a target is looked at for its directions. */
export const DEGREE = 8;

const known = new WeakMap<Formula, readonly Direction[]>();

/** The directions a target depends on, in the order in which giant steps can learn them. */
export function directionsOf(formula: Formula): readonly Direction[] {
  const directions = known.get(formula) ?? staircaseOf(formula);
  known.set(formula, directions);
  return directions;
}

/**
 * Directions as they lie among all inputs.
 *
 * @returns r×d, row-major
 */
export function inInputs(directions: readonly Direction[], variables: readonly number[], inputDim: number) {
  const out = new Float64Array(directions.length * inputDim);
  for (const [k, { vector }] of directions.entries()) {
    for (const [v, variable] of variables.entries()) out[k * inputDim + variable - 1] = vector[v]!;
  }
  return out;
}
