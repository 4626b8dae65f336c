import type { Reals, Samples } from '../engines/engine.ts';

/** A function to learn. */
export interface Target {
  /** y of each sample, into `out`. */
  label(samples: Samples, out: Reals): void;
}
