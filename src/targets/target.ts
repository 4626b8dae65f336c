import type { Reals, Samples } from '../engines/engine.ts';
import type { Formula } from '../formulas/formula.ts';

/** A function to learn. */
export interface Target {
  /** Coordinates it is a function of, all different, counted from 1. */
  readonly relevant: readonly number[];
  /** y of each sample into `out`: ±1, but for targets that have a formula. */
  label(samples: Samples, out: Reals): void;
  /** What y is, where it is a real number: a formula in its coordinates. */
  readonly formula?: Formula;
}
