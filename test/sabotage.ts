import type { Engine } from '../src/engines/engine.ts';

/** The engine with a fault built in: its gradient of the second layer has the wrong sign. */
export function wrongSignEngine(engine: Engine): Engine {
  return {
    ...engine,
    backward(network, samples, pass, gradient) {
      negate(gradient.secondLayer.array); // backward adds to it: −(−g + Δ) = g − Δ
      engine.backward(network, samples, pass, gradient);
      negate(gradient.secondLayer.array);
    },
  };
}

function negate(values: Float32Array | Float64Array): void {
  for (let j = 0; j < values.length; j++) values[j] = -values[j]!;
}
