import type { NeuronParts } from '../metrics/neuron-parts.ts';
import type { View } from '../metrics/view.ts';
import type { Constants } from './constants.ts';
import type { HeavySet } from './heavy-set.ts';

/**
 * When an inequality is claimed: before phase 1 ends, from the moment the network is signal-heavy on,
 * or at every step.
 */
export type Scope = 'finding' | 'tuning' | 'always';

/** Where in a run something was seen. */
export interface Place {
  readonly step: number;
  /** stepSize × step. */
  readonly time: number;
  /** Samples used so far. */
  readonly samples: number;
}

/** A run at one measurement, as inequalities see it. */
export interface Moment extends Place {
  readonly view: View;
  /** What the metrics measured, by name. */
  readonly values: Readonly<Record<string, number | readonly number[] | undefined>>;
  /** The settings of the run, by key. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly constants: Constants;
  /** The neurons that were heavy when tuning began; undefined before. */
  readonly heavy: HeavySet | undefined;
  /** γ̃_μ of those neurons, in the order of `clusterMargins`; undefined before. */
  readonly restricted: readonly number[] | undefined;
  /** The parts of the neurons at step 0. */
  readonly startParts: NeuronParts;
}

/** Both sides of an inequality left ≤ right at one moment. */
export interface Sides {
  readonly left: number;
  readonly right: number;
  /** The neuron that comes nearest to breaking it, as row of the first layer, counted from 0. */
  readonly neuron?: number;
  /** What rounding alone may take from the slack, ≥ 0; nothing else is forgiven. */
  readonly tolerance?: number;
  /** Whether it holds, where that is not just right − left ≥ −tolerance: a strict or a compound inequality. */
  readonly holds?: boolean;
}

/** A hypothesis of a proof, or a user's own, as an inequality left ≤ right evaluated along a run. */
export interface Inequality {
  /** Its word everywhere: series, summary, figure, `twolayer list ledgers`. */
  readonly name: string;
  /** The statement in the letters of docs/notation.md. */
  readonly symbol: string;
  /** One line, in words. */
  readonly doc: string;
  readonly source: string;
  readonly scope: Scope;
  /** The constants it speaks of. */
  readonly constants: readonly (keyof Constants)[];
  /** Both sides; nothing where they are not defined. A `tuning` inequality is asked only with a heavy set. */
  measure(moment: Moment): Sides | undefined;
}

/** How far the right side is above the left one; negative where it is not. */
export const slackOf = ({ left, right }: Sides) => right - left;

/** Whether an inequality holds; one with a side that is not a number does not. */
export function holds(sides: Sides): boolean {
  return sides.holds ?? slackOf(sides) >= -(sides.tolerance ?? 0);
}
