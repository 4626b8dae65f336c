import { describe, expect, it } from 'vitest';
import { createLayers } from '../../src/engines/engine.ts';
import { createPlainEngine } from '../../src/engines/plain.ts';
import { drawGaussians } from '../../src/numerics/gaussian.ts';
import { seedsFrom, streamKey } from '../../src/numerics/streams.ts';
import { populationForce } from '../../src/theory/xor.ts';

const D = 12;
const NEURONS = 20;

/**
 * E[y ∂f/∂(w, a)] of the sum form by enumeration of all 4096 inputs on the plain engine,
 * divided by a (first layer): what `populationForce` has a closed form for.
 */
function enumerated(neurons: Float64Array) {
  const engine = createPlainEngine();
  const network = engine.createNetwork(D, NEURONS, 1);
  engine.writeLayers({ firstLayer: neurons, secondLayer: new Float64Array(NEURONS).fill(1) }, network);
  const x = engine.createSamples('signs', D, 2 ** D);
  const pass = engine.createPass(NEURONS, 2 ** D);
  for (let s = 0; s < 2 ** D; s++) {
    (x.rows.array as Uint32Array)[s] = s;
    const y = ((s ^ (s >> 1)) & 1) === 1 ? 1 : -1;
    pass.outputGradient.array[s] = y / 2 ** D;
  }
  x.count = 2 ** D;
  engine.forward(network, x, pass);
  const gradient = engine.createGradient(network);
  engine.backward(network, x, pass, gradient);
  engine.clear(network);
  engine.descend(network, gradient, -1, -1);
  const layers = createLayers(engine, D, NEURONS);
  engine.readLayers(network, layers);
  return layers;
}

describe('A1: the population gradient of the linear loss', () => {
  const neurons = new Float64Array(D * NEURONS);
  drawGaussians(streamKey(seedsFrom(0), 'init'), 0, neurons);
  const { firstLayer, secondLayer } = enumerated(neurons);

  it('has the closed form within 1e-12 of enumeration, for 20 random neurons in 12 dimensions', () => {
    for (let j = 0; j < NEURONS; j++) {
      const row = firstLayer.subarray(j * D, (j + 1) * D);
      const force = populationForce(neurons.slice(j * D, (j + 1) * D));
      expect(Math.abs((row[0]! - row[1]!) / Math.SQRT2 - force.first)).toBeLessThan(1e-12);
      expect(Math.abs((row[0]! + row[1]!) / Math.SQRT2 - force.second)).toBeLessThan(1e-12);
      for (let k = 2; k < D; k++) expect(Math.abs(row[k]! - force.perpendicular[k - 2]!)).toBeLessThan(1e-12);
      expect(Math.abs(secondLayer[j]! - force.secondLayer)).toBeLessThan(1e-12);
    }
  });

  it('is not that of the opposite label (the comparison can fail)', () => {
    const force = populationForce(neurons.slice(0, D));
    expect(Math.abs((firstLayer[0]! - firstLayer[1]!) / Math.SQRT2 + force.first)).toBeGreaterThan(1e-3);
  });
});
