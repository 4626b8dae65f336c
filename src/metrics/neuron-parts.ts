import type { Layers, Network } from '../engines/engine.ts';

/** A network of XOR at one moment. */
export interface XorNetwork {
  readonly layers: Layers;
  readonly network: Pick<Network, 'inputDim' | 'width' | 'outputScale'>;
  /** The two coordinates of the XOR, counted from 1. */
  readonly pair: readonly [number, number];
}

/**
 * The parts of every neuron in paper A, as norms (p each): along the cluster direction that its second-layer
 * sign rewards (signal), along the other one (opposite), and in the remaining coordinates (perpendicular).
 */
export interface NeuronParts {
  readonly signal: Float64Array;
  readonly opposite: Float64Array;
  readonly perpendicular: Float64Array;
}

/** w·μ₁ and w·μ₂ of neuron j, with μ₁ = e_i − e_k and μ₂ = e_i + e_k for the pair (i, k). */
export function clusterProjections({ firstLayer }: Layers, xor: XorNetwork, j: number): [number, number] {
  const row = j * xor.network.inputDim;
  const first = firstLayer[row + xor.pair[0] - 1]!;
  const second = firstLayer[row + xor.pair[1] - 1]!;
  return [first - second, first + second];
}

/** Decomposes w_j = w_sig + w_opp + w_perp; for a_j ≥ 0 the signal lies along μ₁ (label +1), else along μ₂. */
export function neuronParts(xor: XorNetwork): NeuronParts {
  const { width } = xor.network;
  const parts = {
    signal: new Float64Array(width),
    opposite: new Float64Array(width),
    perpendicular: new Float64Array(width),
  };
  for (let j = 0; j < width; j++) {
    const along = clusterProjections(xor.layers, xor, j).map((u) => Math.abs(u) / Math.SQRT2);
    const positive = xor.layers.secondLayer[j]! >= 0;
    parts.signal[j] = along[positive ? 0 : 1]!;
    parts.opposite[j] = along[positive ? 1 : 0]!;
    parts.perpendicular[j] = perpendicularNorm(xor, j);
  }
  return parts;
}

function perpendicularNorm({ layers, network, pair }: XorNetwork, j: number): number {
  const { inputDim } = network;
  const [first, second] = pair;
  let square = 0;
  for (let k = 0; k < inputDim; k++) {
    const weight = layers.firstLayer[j * inputDim + k]!;
    if (k !== first - 1 && k !== second - 1) square += weight * weight;
  }
  return Math.sqrt(square);
}

/** ‖w_j‖² of every neuron, from its parts. */
export function squaredNorms({ signal, opposite, perpendicular }: NeuronParts): Float64Array {
  return signal.map((s, j) => s * s + opposite[j]! * opposite[j]! + perpendicular[j]! * perpendicular[j]!);
}
