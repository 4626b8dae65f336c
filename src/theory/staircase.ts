import type { Expansion } from '../formulas/expansion.ts';

/** A direction that a target depends on. */
export interface Direction {
  /** Such as `z1` or `(z1+z2)/√2`, or `v2` where no short name fits. */
  readonly name: string;
  /** Unit vector over the expansion's variables. */
  readonly vector: readonly number[];
  /** The giant step at which the staircase reaches it with batches of the order of d; null where it never does. */
  readonly step: number | null;
}

/** Orthonormal directions that span what a target depends on, in the order in which giant steps can learn them. */
export function staircaseOf({ variables }: Pick<Expansion, 'variables'>): readonly Direction[] {
  return variables.map((variable, v) => ({
    name: `z${variable}`,
    vector: variables.map((_, i) => Number(i === v)),
    step: null,
  }));
}
