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
export const clusterProjections = (layers: Layers, xor: XorNetwork, j: number): [number, number] => [
  clusterProjection(layers, xor, j, 0),
  clusterProjection(layers, xor, j, 1),
];

/** w·μ₁ or w·μ₂ of neuron j alone. */
export function clusterProjection({ firstLayer }: Layers, xor: XorNetwork, j: number, which: 0 | 1): number {
  const row = j * xor.network.inputDim;
  const first = firstLayer[row + xor.pair[0] - 1]!;
  const second = firstLayer[row + xor.pair[1] - 1]!;
  return which === 0 ? first - second : first + second;
}

/** Labels of μ₁, −μ₁, μ₂, −μ₂ for XOR. */
const XOR_LABELS: readonly number[] = [1, 1, -1, -1];

/** Which cluster direction neurons with a ≥ 0 are rewarded for: 0 is μ₁, as in XOR, 1 is μ₂, as in its negation. */
export function rewardedDirection([plus, minus, plus2, minus2]: readonly number[]): 0 | 1 {
  return plus! + minus! >= plus2! + minus2! ? 0 : 1;
}

/**
 * Decomposes w_j = w_sig + w_opp + w_perp; for a_j ≥ 0 the signal lies along μ₁ (label +1), else along μ₂.
 *
 * @param labels of the clusters μ₁, −μ₁, μ₂, −μ₂; where those of μ₂ are larger, signal and opposite swap
 */
export function neuronParts(xor: XorNetwork, labels = XOR_LABELS): NeuronParts {
  const { width, inputDim } = xor.network;
  const mask = maskOf(xor.pair, inputDim);
  const parts = {
    signal: new Float64Array(width),
    opposite: new Float64Array(width),
    perpendicular: new Float64Array(width),
  };
  const rewarded = rewardedDirection(labels);
  for (let j = 0; j < width; j++) {
    const along = clusterProjections(xor.layers, xor, j);
    const direction = xor.layers.secondLayer[j]! >= 0 ? rewarded : 1 - rewarded;
    parts.signal[j] = Math.abs(along[direction]!) / Math.SQRT2;
    parts.opposite[j] = Math.abs(along[1 - direction]!) / Math.SQRT2;
    parts.perpendicular[j] = normOutside(xor, j, mask);
  }
  return parts;
}

/** 1 where coordinate k+1 is one of those chosen, else 0. */
export function maskOf(chosen: readonly number[], inputDim: number): Uint8Array {
  const mask = new Uint8Array(inputDim);
  for (const k of chosen) mask[k - 1] = 1;
  return mask;
}

/** ‖w_j‖ in the coordinates that are not masked. */
export function normOutside(
  { layers, network: { inputDim } }: Pick<XorNetwork, 'layers' | 'network'>,
  j: number,
  mask: Uint8Array,
): number {
  let square = 0;
  for (let k = 0; k < inputDim; k++) {
    const weight = layers.firstLayer[j * inputDim + k]!;
    if (mask[k] === 0) square += weight * weight;
  }
  return Math.sqrt(square);
}

/** ‖w_j‖² of every neuron, from its parts. */
export function squaredNorms({ signal, opposite, perpendicular }: NeuronParts): Float64Array {
  const squares = new Float64Array(signal.length);
  for (let j = 0; j < squares.length; j++) {
    const [s, o, r] = [signal[j]!, opposite[j]!, perpendicular[j]!];
    squares[j] = s * s + o * o + r * r;
  }
  return squares;
}
