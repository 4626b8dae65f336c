import { describe, expect, it } from 'vitest';
import { neuronParts } from './neuron-parts.ts';
import { inPlane, PLANE_STRIDE, type PlaneNetwork, planeAlong, planeOf } from './plane.ts';

const XOR_LABELS = [-1, 1, 1, -1];

/** Neurons by their weights; the last number of each is a. */
function networkOf(neurons: readonly (readonly number[])[], basis?: Float64Array): PlaneNetwork {
  const inputDim = neurons[0]!.length - 1;
  return {
    layers: {
      firstLayer: Float64Array.from(neurons.flatMap((neuron) => neuron.slice(0, -1))),
      secondLayer: Float64Array.from(neurons.map((neuron) => neuron.at(-1)!)),
    },
    network: { inputDim, width: neurons.length, outputScale: 1 },
    basis,
  };
}

/** [x, y, outside, a] of every neuron. */
function shown(relevant: readonly number[], seen: PlaneNetwork, labels: readonly number[] = []) {
  const out = new Float32Array(PLANE_STRIDE * seen.network.width);
  inPlane(planeOf(relevant, labels), seen, out);
  return Array.from({ length: seen.network.width }, (_, j) => [...out.subarray(4 * j, 4 * j + 4)]);
}

const expectClose = (got: readonly number[], want: readonly number[]) => {
  for (const [i, value] of want.entries()) expect(got[i]).toBeCloseTo(value, 6);
};

describe('the plane of a pair', () => {
  it('has the clusters of XOR at ±√2 along its axes, with their labels', () => {
    const { axes, clusters } = planeOf([2, 5], XOR_LABELS);
    expect(axes).toEqual(['μ₁', 'μ₂']);
    expect(clusters).toEqual([
      { name: 'μ₁', x: Math.SQRT2, y: 0, label: 1 },
      { name: '−μ₁', x: -Math.SQRT2, y: 0, label: 1 },
      { name: 'μ₂', x: 0, y: Math.SQRT2, label: -1 },
      { name: '−μ₂', x: 0, y: -Math.SQRT2, label: -1 },
    ]);
  });

  it('shows an input at a cluster where the cluster is', () => {
    // x_2 and x_5 of μ₁ = (1, −1), −μ₁, μ₂ = (1, 1), −μ₂
    const signs = [
      [1, -1],
      [-1, 1],
      [1, 1],
      [-1, -1],
    ] as const;
    const inputs = signs.map(([first, second]) => [0, first, 0, 0, second, 1]);
    const { clusters } = planeOf([2, 5], XOR_LABELS);
    for (const [i, neuron] of shown([2, 5], networkOf(inputs)).entries())
      expectClose(neuron, [clusters[i]!.x, clusters[i]!.y, 0, 1]);
  });

  it('shows w = (3, 1, 2, −2), a = −0.5 at (√2, 2√2), √8 outside of it', () => {
    const [neuron] = shown([1, 2], networkOf([[3, 1, 2, -2, -0.5]]));
    expectClose(neuron!, [Math.SQRT2, 2 * Math.SQRT2, Math.sqrt(8), -0.5]);
  });

  it('agrees with the parts of neurons: signal along μ₁ where a ≥ 0, along μ₂ where not', () => {
    const seen = networkOf([
      [0.3, -1.2, 0.4, 2, 0.7],
      [0.3, -1.2, 0.4, 2, -0.7],
      [-1, -0.1, 0, 0.2, 0],
    ]);
    const { signal, opposite, perpendicular } = neuronParts({ ...seen, pair: [3, 1] });
    for (const [j, [x, y, outside, a]] of shown([3, 1], seen).entries()) {
      const [along, across] = a! >= 0 ? [x, y] : [y, x];
      expectClose([along!, across!].map(Math.abs), [signal[j]!, opposite[j]!]);
      expect(outside).toBeCloseTo(perpendicular[j]!, 6);
    }
  });
});

describe('other planes', () => {
  const seen = networkOf([[3, 1, 2, -2, 1]]);

  it('of one coordinate are a line', () => {
    expect(planeOf([2], [1, -1])).toMatchObject({ axes: ['x2', ''], clusters: [], directions: [[1], [0]] });
    expectClose(shown([2], seen)[0]!, [1, 0, Math.sqrt(17), 1]);
  });

  it('along given directions have what the neuron has along them, and the rest outside', () => {
    const directions = [
      { name: 'u', vector: [0.6, 0, 0.8], step: 1, rung: 1 },
      { name: 'v', vector: [0.8, 0, -0.6], step: 2, rung: 2 },
    ];
    const out = new Float32Array(PLANE_STRIDE);
    inPlane(planeAlong(directions, [1, 2, 4], 5), seen, out);
    const [x, y] = [0.6 * 3 - 0.8 * 2, 0.8 * 3 + 0.6 * 2];
    expectClose([...out], [x, y, Math.sqrt(18 - x * x - y * y), 1]);
    inPlane(planeAlong(directions.slice(0, 1), [1, 2, 4], 5), seen, out);
    expectClose([...out], [x, 0, Math.sqrt(18 - x * x), 1]);
  });

  it('of three or more, as of several XORs, are those of the first two, as they stand', () => {
    expect(planeOf([4, 1, 2, 3], [])).toMatchObject({
      axes: ['x4', 'x1'],
      clusters: [],
      directions: [
        [1, 0],
        [0, 1],
      ],
    });
    expectClose(shown([4, 1, 2, 3], seen)[0]!, [-2, 3, Math.sqrt(5), 1]);
  });
});

describe('in a hidden basis', () => {
  const [c, s] = [0.6, 0.8];
  // q_1, q_2, q_3
  const basis = Float64Array.from([c, s, 0, -s, c, 0, 0, 0, 1]);
  const turned = ([x, y, z, a]: readonly number[]) => [c * x! - s * y!, s * x! + c * y!, z!, a!];
  const neurons = [
    [1, 2, 3, 1],
    [0.5, -0.5, 1e-3, -1],
    [0, 0, 0, 1],
  ];

  it.each([[[1]], [[1, 2]], [[2, 3]], [[3, 1, 2]]])(
    'a network turned with it looks the same in the plane of %j',
    (relevant) => {
      const straight = shown(relevant, networkOf(neurons));
      const hidden = shown(relevant, networkOf(neurons.map(turned), basis));
      for (const [j, neuron] of hidden.entries()) expectClose(neuron, straight[j]!);
    },
  );
});
