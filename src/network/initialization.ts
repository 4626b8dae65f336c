import type { Layers } from '../engines/engine.ts';
import type { Key } from '../numerics/philox.ts';

/** A law of the weights at the start: neuron j is a function of (key, j) whatever the width. */
export interface Initialization {
  /** Fills both layers. */
  draw(key: Key, inputDim: number, out: Layers): void;
}
