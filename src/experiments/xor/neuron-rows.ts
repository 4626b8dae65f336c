import type { NeuronRows, Series } from '../experiment.ts';

/** Parts of the neurons that pictures show: their norms, and |a|. */
export type Part = 'signal' | 'opposite' | 'perpendicular' | 'secondLayer';

const none = { signal: [], opposite: [], perpendicular: [], secondLayer: [] };

/** The parts of the first neurons; empty lists where the label is not of two coordinates. */
export const partsIn = (neurons: NeuronRows): Readonly<Record<Part, readonly number[]>> => ({
  ...none,
  ...neurons,
});

/** The same over the measured steps: of each part a list a neuron. */
export const partsOver = ({
  neurons,
}: Pick<Series, 'neurons'>): Readonly<Record<Part, readonly (readonly number[])[]>> => ({
  ...none,
  ...neurons,
});
