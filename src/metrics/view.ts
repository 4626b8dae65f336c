import type { Layers, Network } from '../engines/engine.ts';

/** One look at a network in training: what metrics measure. */
export interface View {
  readonly layers: Layers;
  /** The weights at step 0. */
  readonly start: Layers;
  readonly network: Pick<Network, 'inputDim' | 'width' | 'outputScale'>;
  /** The two coordinates of the XOR, counted from 1. */
  readonly pair: readonly [number, number];
  /** Error and loss on the fixed test stream, and the exact error where it was enumerated. */
  readonly test: { readonly error: number; readonly loss: number; readonly populationError?: number | undefined };
}

/** Something to observe along a run. */
export interface Metric {
  /** Key of its series. */
  readonly name: string;
  readonly doc: string;
  readonly symbol?: string;
  readonly source?: string;
  /** A number, several, or nothing where it is not defined. */
  measure(view: View): number | readonly number[] | undefined;
}
