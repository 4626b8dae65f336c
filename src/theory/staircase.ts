import type { Expansion } from '../formulas/expansion.ts';
import { singularRows } from '../numerics/singular-rows.ts';
import { climb, type Stage } from './climb.ts';
import { directionName } from './direction-name.ts';
import { spanBasis, without } from './orthonormal.ts';

/** A direction that a target depends on. */
export interface Direction {
  /** Such as `z1`, `(z1+z2)/√2` or `0.283z1+0.959z2`; `v2` where it has many parts. */
  readonly name: string;
  /** Unit vector over the expansion's variables. */
  readonly vector: readonly number[];
  /** The giant step at which the staircase reaches it with batches of the order of d; null where it never does. */
  readonly step: number | null;
  /** At which rung of the staircase with leaps it is learned, from 1. */
  readonly rung: number;
}

/** A rung of the staircase with leaps: directions that become learnable together. */
export interface Rung extends Omit<Stage, 'directions'> {
  readonly directions: readonly Direction[];
}

/** The staircase with leaps, from its foot. */
export function ladderOf(expansion: Expansion): readonly Rung[] {
  const stages = climb(expansion);
  const names = coordinateNames(expansion);
  const leaps = stages.map(({ leap }) => leap);
  let count = 0;
  return stages.map((stage, s) => {
    const step = leaps.slice(0, s + 1).every((leap) => leap === 1) ? s + 1 : null;
    const directions = stage.directions.map((vector) => {
      count++;
      return { name: directionName(vector, names, `v${count}`), vector, step, rung: s + 1 };
    });
    return { ...stage, directions };
  });
}

/** Orthonormal directions that span what a target depends on, in the order in which giant steps can learn them. */
export function staircaseOf(expansion: Expansion): readonly Direction[] {
  return ladderOf(expansion).flatMap(({ directions }) => directions);
}

/** `z1`, `z4` …; on the cube `x1`, … */
export function coordinateNames({ basis, variables }: Pick<Expansion, 'basis' | 'variables'>): string[] {
  return variables.map((variable) => `${basis === 'hermite' ? 'z' : 'x'}${variable}`);
}

/** Names of an orthonormal basis of what is left of some directions orthogonal to others. */
export function unlearned(
  all: readonly (readonly number[])[],
  learned: readonly (readonly number[])[],
  coordinates: readonly string[],
): string[] {
  const rests = all.map((vector) => without(vector, learned));
  const left = singularRows(coordinates.map((_, v) => rests.map((rest) => rest[v]!)))
    .filter(({ value }) => value > 1 / 2)
    .map(({ vector }) => vector);
  if (left.length === 0) return [];
  return spanBasis(left, 1e-9).map((vector, i) => directionName(vector, coordinates, `u${i + 1}`));
}
