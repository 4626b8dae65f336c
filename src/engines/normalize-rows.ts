import { createLayers, type Engine, type Network } from './engine.ts';

/** Scales each row of the first layer to norm 1, the norm summed in float64 in order; one that is 0 stays. */
export function normalizeRows(engine: Engine, network: Network): void {
  const { inputDim, width } = network;
  const layers = createLayers(engine, inputDim, width);
  engine.readLayers(network, layers);
  for (let j = 0; j < width; j++) {
    const row = layers.firstLayer.subarray(j * inputDim, (j + 1) * inputDim);
    let square = 0;
    for (const w of row) square += w * w;
    if (square > 0) for (let k = 0; k < inputDim; k++) row[k]! /= Math.sqrt(square);
  }
  engine.writeLayers(layers, network);
}
