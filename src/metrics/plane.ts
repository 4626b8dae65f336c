import type { Layers } from '../engines/engine.ts';
import { maskOf, normOutside, type XorNetwork } from './neuron-parts.ts';

/** The plane in which the neurons of a network are looked at. */
export interface Plane {
  /** Names of its two orthonormal directions. */
  readonly axes: readonly [string, string];
  /** Coordinates, from 1, whose rest of the neuron is outside the plane. */
  readonly coordinates: readonly number[];
  /** Whether it is turned by 45°: the directions are those of the clusters, (e_i − e_k)/√2 and (e_i + e_k)/√2. */
  readonly isTurned: boolean;
  /** What can be learned in it, where it is all that the label depends on: the clusters with their labels. */
  readonly clusters: readonly Cluster[];
}

/** A cluster of inputs: where it is in the plane. */
export interface Cluster {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** Numbers a neuron takes in what `inPlane` writes: along both directions, the norm outside, a. */
export const PLANE_STRIDE = 4;

/**
 * The plane of the features: of the four clusters where the label depends on two coordinates, else of the first two
 * (or the only one) that it depends on.
 *
 * @param labels of the sign patterns of the relevant coordinates, as `labelTable` gives them
 */
export function planeOf(relevant: readonly number[], labels: readonly number[]): Plane {
  const coordinates = relevant.slice(0, 2);
  const [first = 1, second] = coordinates;
  if (relevant.length !== 2) {
    const axes = [`x${first}`, second === undefined ? '' : `x${second}`] as const;
    return { axes, coordinates, isTurned: false, clusters: [] };
  }
  const [mu2, minusMu1, mu1, minusMu2] = labels;
  return {
    axes: ['μ₁', 'μ₂'],
    coordinates,
    isTurned: true,
    clusters: [
      { name: 'μ₁', x: Math.SQRT2, y: 0, label: mu1! },
      { name: '−μ₁', x: -Math.SQRT2, y: 0, label: minusMu1! },
      { name: 'μ₂', x: 0, y: Math.SQRT2, label: mu2! },
      { name: '−μ₂', x: 0, y: -Math.SQRT2, label: minusMu2! },
    ],
  };
}

/**
 * Every neuron in a plane: x and y along its directions, ‖w‖ outside of it, and a; four numbers a neuron.
 *
 * @param out p×4
 */
export function inPlane(
  plane: Plane,
  layers: Layers,
  network: XorNetwork['network'],
  out: Float32Array<ArrayBuffer>,
): void {
  const { inputDim, width } = network;
  const [first = 1, second] = plane.coordinates;
  const mask = maskOf(plane.coordinates, inputDim);
  for (let j = 0; j < width; j++) {
    const along = layers.firstLayer[j * inputDim + first - 1]!;
    const across = second === undefined ? 0 : layers.firstLayer[j * inputDim + second - 1]!;
    out[PLANE_STRIDE * j] = plane.isTurned ? (along - across) * Math.SQRT1_2 : along;
    out[PLANE_STRIDE * j + 1] = plane.isTurned ? (along + across) * Math.SQRT1_2 : across;
    out[PLANE_STRIDE * j + 2] = normOutside({ layers, network }, j, mask);
    out[PLANE_STRIDE * j + 3] = layers.secondLayer[j]!;
  }
}
