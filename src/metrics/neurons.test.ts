import { describe, expect, it } from 'vitest';
import { fourierCoefficients, targetCoefficients } from './fourier.ts';
import { layerImbalance, perpendicular, relevantPart, relevantRatio } from './neurons.ts';
import { type NetworkView, viewOf } from './view.ts';

const rows = [
  [3, 4, 0, 12], // relevant 5 in coordinates 1 and 2 …
  [0, 0, 2, 1],
];

/** Parity of three, or XOR: y by pattern, the first coordinate in the lowest bit. */
const labelsOf = { 2: [-1, 1, 1, -1], 3: [-1, 1, 1, -1, 1, -1, -1, 1] };

function view(relevant: number[], secondLayer = [1, 1]): NetworkView {
  const layers = { firstLayer: Float64Array.from(rows.flat()), secondLayer: Float64Array.from(secondLayer) };
  const network = { inputDim: 4, width: 2, outputScale: 1 };
  const labels = labelsOf[relevant.length as 2 | 3];
  const test = { error: 0, loss: 0, coefficients: [0.5, 0, 0, 0.25] };
  return viewOf({ layers, network, start: layers, relevant, labels, test });
}

describe('metrics of any target', () => {
  it('split each neuron into the coordinates the label depends on and the others', () => {
    expect(relevantPart.measure(view([1, 2]))).toBeCloseTo(Math.sqrt((25 + 0) / 2), 12);
    expect(perpendicular.measure(view([1, 2]))).toBeCloseTo(Math.sqrt((144 + 5) / 2), 12);
    expect(relevantPart.measure(view([1, 2, 3]))).toBeCloseTo(Math.sqrt((25 + 4) / 2), 12);
    expect(perpendicular.measure(view([1, 2, 3]))).toBeCloseTo(Math.sqrt((144 + 1) / 2), 12);
  });

  it('the relevant ratio is that of the neuron that carries half the squared norm', () => {
    expect(relevantRatio.measure(view([1, 2]))).toBeCloseTo(5 / 12, 12);
    expect(relevantRatio.measure(view([1, 2, 4]))).toBe(Infinity);
  });

  it('layer imbalance is the largest |a| − ‖w‖ whatever the target', () => {
    for (const relevant of [
      [1, 2],
      [1, 2, 3],
    ])
      expect(layerImbalance.measure(view(relevant, [12, -4]))).toBeCloseTo(4 - Math.sqrt(5), 12);
  });

  it('the target’s coefficients are −1 at the product for a parity and 0 elsewhere', () => {
    expect(targetCoefficients.measure(view([1, 2]))).toEqual([0, 0, 0, -1]);
    expect(targetCoefficients.measure(view([1, 2, 3]))).toEqual([0, 0, 0, 0, 0, 0, 0, -1]);
  });

  it('the coefficients of the output are those of the test pass', () => {
    expect(fourierCoefficients.measure(view([1, 2]))).toEqual([0.5, 0, 0, 0.25]);
  });
});
