import type { Expansion } from '../formulas/expansion.ts';
import { climb } from './climb.ts';
import { directionName } from './direction-name.ts';

/** A direction that a target depends on. */
export interface Direction {
  /** Such as `z1`, `(z1+z2)/√2` or `0.283z1+0.959z2`; `v2` where it has many parts. */
  readonly name: string;
  /** Unit vector over the expansion's variables. */
  readonly vector: readonly number[];
  /** The giant step at which the staircase reaches it with batches of the order of d; null where it never does. */
  readonly step: number | null;
  /** At which stage of the staircase with leaps it is learned, from 1. */
  readonly stage: number;
}

/** Orthonormal directions that span what a target depends on, in the order in which giant steps can learn them. */
export function staircaseOf(expansion: Expansion): readonly Direction[] {
  const { stages } = climb(expansion);
  const letter = expansion.basis === 'hermite' ? 'z' : 'x';
  const names = expansion.variables.map((variable) => `${letter}${variable}`);
  const firstLeap = stages.findIndex(({ leap }) => leap > 1);
  return stages
    .flatMap(({ directions }, s) => directions.map((vector) => ({ vector, stage: s + 1 })))
    .map(({ vector, stage }, i) => ({
      name: directionName(vector, names, `v${i + 1}`),
      vector,
      step: firstLeap < 0 || stage <= firstLeap ? stage : null,
      stage,
    }));
}
