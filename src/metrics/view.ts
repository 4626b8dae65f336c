import type { Layers } from '../engines/engine.ts';
import { type NeuronParts, neuronParts, type XorNetwork } from './neuron-parts.ts';

/** One look at a network in training, whatever it learns: what metrics measure. Weights act on z (`Batch`). */
export interface NetworkView {
  readonly layers: Layers;
  readonly network: XorNetwork['network'];
  /** The weights at step 0. */
  readonly start: Layers;
  /** Coordinates the label depends on, counted from 1. */
  readonly relevant: readonly number[];
  /** Label of each sign pattern of the relevant coordinates (`labelTable`); empty above 4 of them. */
  readonly labels: readonly number[];
  /** Of the fixed test stream: error, loss, largest |f| and Fourier coefficients, and the exact error where enumerated. */
  readonly test: {
    readonly error: number;
    readonly loss: number;
    readonly largestOutput: number;
    readonly coefficients?: readonly number[];
    readonly populationError?: number | undefined;
  };
}

/** The same where the label depends on two coordinates, as in XOR. */
export interface View extends NetworkView, XorNetwork {
  /** Labels of the four clusters μ₁, −μ₁, μ₂, −μ₂. */
  readonly clusterLabels: readonly number[];
  readonly parts: NeuronParts;
}

/** Completes a view where the label depends on two coordinates; another stays as it is. */
export function viewOf(view: NetworkView): NetworkView | View {
  const [first, second, third] = view.relevant;
  if (first === undefined || second === undefined || third !== undefined) return view;
  const xor = { ...view, pair: [first, second] as const };
  const [mu2, minusMu1, mu1, minusMu2] = view.labels;
  const clusterLabels = [mu1!, minusMu1!, mu2!, minusMu2!];
  return { ...xor, clusterLabels, parts: neuronParts(xor, clusterLabels) };
}

/** Whether the label depends on two coordinates. */
export const isOfPair = (view: NetworkView | View): view is View => 'pair' in view;

/** Something that is observed along a run. */
export interface Quantity {
  /** Key of its series. */
  readonly name: string;
  readonly doc: string;
  readonly symbol?: string;
  readonly source?: string;
  /** How many numbers it is, where it is not one. */
  readonly length?: number;
}

/** Something to observe along the training of a network. */
export interface Metric extends Quantity {
  /** A number, several, or nothing where it is not defined. */
  measure(view: NetworkView | View): number | readonly number[] | undefined;
}
