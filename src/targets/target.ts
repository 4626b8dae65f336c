import type { Reals, Samples } from '../engines/engine.ts';

/** A function to learn. */
export interface Target {
  /** Coordinates whose signs it is a function of, all different, counted from 1. */
  readonly relevant: readonly number[];
  /** y of each sample, ±1, into `out`. */
  label(samples: Samples, out: Reals): void;
}
