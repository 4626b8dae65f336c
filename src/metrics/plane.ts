import type { Direction } from '../theory/staircase.ts';
import { maskOf, normOutside, type XorNetwork } from './neuron-parts.ts';

/** The plane in which the neurons of a network are looked at. */
export interface Plane {
  /** Names of its two orthonormal directions. */
  readonly axes: readonly [string, string];
  /** Coordinates, from 1, within which its directions lie. */
  readonly coordinates: readonly number[];
  /** Each of the two as a unit vector over those coordinates; the second is 0 where there is only one. */
  readonly directions: readonly [readonly number[], readonly number[]];
  /** What can be learned in it, where it is all that the label depends on: the clusters with their labels. */
  readonly clusters: readonly Cluster[];
  /** Within 2/√d of its middle lie 1 − e^{−2} = 86 % of random directions (95 % on a line); undefined where not asked for. */
  readonly noise?: number;
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
    const directions = [
      coordinates.map((_, k) => Number(k === 0)),
      coordinates.map((_, k) => Number(k === 1)),
    ];
    return { axes, coordinates, directions: [directions[0]!, directions[1]!], clusters: [] };
  }
  const [mu2, minusMu1, mu1, minusMu2] = labels;
  return {
    axes: ['μ₁', 'μ₂'],
    coordinates,
    directions: [
      [Math.SQRT1_2, -Math.SQRT1_2],
      [Math.SQRT1_2, Math.SQRT1_2],
    ],
    clusters: [
      { name: 'μ₁', x: Math.SQRT2, y: 0, label: mu1! },
      { name: '−μ₁', x: -Math.SQRT2, y: 0, label: minusMu1! },
      { name: 'μ₂', x: 0, y: Math.SQRT2, label: mu2! },
      { name: '−μ₂', x: 0, y: -Math.SQRT2, label: minusMu2! },
    ],
  };
}

/** The plane of the first two of some directions among so many inputs, or the line of the only one. */
export function planeAlong(
  directions: readonly Direction[],
  coordinates: readonly number[],
  inputDim: number,
): Plane {
  const [first, second] = directions;
  const none = coordinates.map(() => 0);
  return {
    axes: [first?.name ?? '', second?.name ?? ''],
    coordinates,
    directions: [first?.vector ?? none, second?.vector ?? none],
    clusters: [],
    noise: 2 / Math.sqrt(inputDim),
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
    const along = plane.coordinates.map((k) => alongCoordinate(seen, j, k));
    const x = dot(plane.directions[0], along);
    const y = dot(plane.directions[1], along);
    out.set([x, y, outside(j, x, y), seen.layers.secondLayer[j]!], PLANE_STRIDE * j);
  }
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k]!, 0);

function alongCoordinate({ layers, network: { inputDim }, basis }: PlaneNetwork, j: number, k: number) {
  const row = j * inputDim;
  if (!basis) return layers.firstLayer[row + k - 1]!;
  let sum = 0;
  for (let i = 0; i < inputDim; i++) sum += layers.firstLayer[row + i]! * basis[(k - 1) * inputDim + i]!;
  return sum;
}

/**
 * ‖w_j‖ outside of the plane: of the other coordinates where the plane has all of its own; else, or in a hidden basis,
 * by Pythagoras, so that nothing else has to be known.
 */
function outsideOf({ coordinates, axes }: Plane, seen: PlaneNetwork) {
  const { basis, network } = seen;
  const isWhole = !basis && coordinates.length === (axes[1] === '' ? 1 : 2);
  const mask = maskOf(isWhole ? coordinates : [], network.inputDim);
  return (j: number, x: number, y: number) => {
    const norm = normOutside(seen, j, mask);
    return isWhole ? norm : Math.sqrt(Math.max(0, norm * norm - x * x - y * y));
  };
}
