import { describe, expect, it } from 'vitest';
import { clusterNeurons } from './cluster-neurons.ts';
import { viewOf } from './view.ts';

describe('cluster neurons', () => {
  it('counts a neuron for the cluster it points to among the two that its second-layer sign rewards', () => {
    const rows = [
      [1, 9, -1], // toward μ₁ = e₁ − e₃
      [-2, 0, 1], // toward −μ₁
      [-1, 0, 0.5], // a < 0: toward −μ₂
      [3, 5, -1], // a < 0: toward μ₂ = e₁ + e₃, though more toward μ₁
      [3, 5, -1], // toward μ₁
    ];
    const secondLayer = Float64Array.of(1, 1, -1, -1, 0.1);
    const layers = { firstLayer: Float64Array.from(rows.flat()), secondLayer };
    const network = { inputDim: 3, width: 5, outputScale: 1 };
    const test = { error: 0, loss: 0, largestOutput: 0 };
    const view = { layers, network, start: layers, relevant: [1, 3], labels: [-1, 1, 1, -1], test };
    expect(clusterNeurons.measure(viewOf(view))).toEqual([2, 1, 1, 1]);
  });
});
