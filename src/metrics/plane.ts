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

/** A network as the plane sees it. */
export interface PlaneNetwork extends Pick<XorNetwork, 'layers' | 'network'> {
  /** d×d, row k is q_k, where w·q_k is what the weights have along coordinate k; else the coordinates are their own. */
  readonly basis: Float64Array | undefined;
}

/**
 * Every neuron in a plane: x and y along its directions, ‖w‖ outside of it, and a; four numbers a neuron.
 *
 * @param out p×4
 */
export function inPlane(plane: Plane, seen: PlaneNetwork, out: Float32Array<ArrayBuffer>): void {
  const outside = outsideOf(plane, seen);
  for (let j = 0; j < seen.network.width; j++) {
    const [along, across] = components(plane, seen, j);
    out[PLANE_STRIDE * j] = plane.isTurned ? (along - across) * Math.SQRT1_2 : along;
    out[PLANE_STRIDE * j + 1] = plane.isTurned ? (along + across) * Math.SQRT1_2 : across;
    out[PLANE_STRIDE * j + 2] = outside(j, along, across);
    out[PLANE_STRIDE * j + 3] = seen.layers.secondLayer[j]!;
  }
}

/** What neuron j has along the plane's coordinates; 0 along one that it lacks. */
function components({ coordinates }: Plane, seen: PlaneNetwork, j: number): [number, number] {
  const [first, second] = coordinates;
  return [alongCoordinate(seen, j, first!), second === undefined ? 0 : alongCoordinate(seen, j, second)];
}

function alongCoordinate({ layers, network: { inputDim }, basis }: PlaneNetwork, j: number, k: number) {
  const row = j * inputDim;
  if (!basis) return layers.firstLayer[row + k - 1]!;
  let sum = 0;
  for (let i = 0; i < inputDim; i++) sum += layers.firstLayer[row + i]! * basis[(k - 1) * inputDim + i]!;
  return sum;
}

/** ‖w_j‖ outside of the plane; in a hidden basis by Pythagoras, so that no other coordinate has to be known. */
function outsideOf({ coordinates }: Plane, seen: PlaneNetwork) {
  const { basis, network } = seen;
  const mask = maskOf(basis ? [] : coordinates, network.inputDim);
  return (j: number, along: number, across: number) => {
    const norm = normOutside(seen, j, mask);
    return basis ? Math.sqrt(Math.max(0, norm * norm - along * along - across * across)) : norm;
  };
}
