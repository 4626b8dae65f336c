import type { Layers } from '../engines/engine.ts';
import type { NeuronParts, XorNetwork } from './neuron-parts.ts';

/** One look at a network in training: what metrics measure. */
export interface View extends XorNetwork {
  /** The weights at step 0. */
  readonly start: Layers;
  readonly parts: NeuronParts;
  /** Error, loss and largest |f| on the fixed test stream, and the exact error where it was enumerated. */
  readonly test: {
    readonly error: number;
    readonly loss: number;
    readonly largestOutput: number;
    readonly populationError?: number | undefined;
  };
}

/** Something to observe along a run. */
export interface Metric {
  /** Key of its series. */
  readonly name: string;
  readonly doc: string;
  readonly symbol?: string;
  readonly source?: string;
  /** How many numbers it is, where it is not one. */
  readonly length?: number;
  /** A number, several, or nothing where it is not defined. */
  measure(view: View): number | readonly number[] | undefined;
}
