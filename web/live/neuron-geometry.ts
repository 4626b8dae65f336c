import { normAt, PLANE_STRIDE, type Plane } from '../../src/index.ts';

/** One neuron in numbers. */
export interface Neuron {
  readonly x: number;
  readonly y: number;
  /** Norm of what is outside the plane. */
  readonly outside: number;
  readonly a: number;
  readonly norm: number;
}

/** A frame's neurons as they come from the worker: four numbers each. */
export type Neurons = Float32Array;

export const countOf = (neurons: Neurons) => neurons.length / PLANE_STRIDE;

/** Whether there is a neuron of this number. */
export const isNeuron = (neurons: Neurons, j: number) =>
  Number.isInteger(j) && j >= 0 && j < countOf(neurons);

/** Neuron j, from 0. */
export function neuronAt(neurons: Neurons, j: number): Neuron {
  const [x, y, outside, a] = neurons.subarray(PLANE_STRIDE * j, PLANE_STRIDE * (j + 1)) as unknown as Four;
  return { x, y, outside, a, norm: Math.hypot(x, y, outside) };
}

type Four = [number, number, number, number];

/** The share of ‖w_j‖² that is outside the plane, 0 … 1. */
export function shareOutside(neurons: Neurons, j: number): number {
  const norm = normAt(neurons, j);
  return norm === 0 ? 0 : (neurons[PLANE_STRIDE * j + 2]! / norm) ** 2;
}

/** Half the width of the square that holds all finite places, with a little air. */
export function reachOf(places: Float32Array): number {
  let most = 0;
  for (const value of places) {
    const size = Math.abs(value);
    if (size > most && size < Infinity) most = size;
  }
  return 1.15 * (most || 1);
}

/** Milliseconds in which the scale goes two thirds of the way to the wanted one. */
const FOLLOW_MS = 120;
/** How much closer than wanted the scale may be, for no neuron to leave the view. */
const CLOSEST = 1.12;

/** The scale some milliseconds later on the way to the wanted one, in equal ratios; the wanted one when it is near. */
export function zoomed(reach: number | undefined, wanted: number, ms: number): number {
  if (reach === undefined || Math.abs(wanted / reach - 1) < 0.005) return wanted;
  const next = reach * (wanted / reach) ** (1 - Math.exp(-ms / FOLLOW_MS));
  return Math.max(next, wanted / CLOSEST);
}

/** The longest round length, 1, 2 or 5 times a power of ten, not above `most`. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [5, 2, 1].find((multiple) => multiple * power <= most * (1 + 1e-12)) ?? 1;
  return Number((step * power).toPrecision(1));
}

/** How much smaller neurons are drawn where there are many, or where the view is small. */
export const crowding = (count: number, side: number) =>
  Math.min(1.3, Math.max(0.5, (side / 480) * Math.sqrt(Math.sqrt(200 / Math.max(1, count)))));

/** Pixels around the pointer within which a neuron is found. */
const TOUCH = 14;

/** The neuron nearest to a point, all in pixels; undefined where none is near. */
export function nearest(pixels: Float32Array, x: number, y: number): number | undefined {
  let [best, least] = [undefined as number | undefined, TOUCH * TOUCH];
  for (let j = 0; j < pixels.length / 2; j++) {
    const distance = (pixels[2 * j]! - x) ** 2 + (pixels[2 * j + 1]! - y) ** 2;
    if (distance < least) [best, least] = [j, distance];
  }
  return best;
}

/** Least overlap with its direction from which on a neuron counts as having found a cluster: 45°. */
const FOUND = Math.SQRT1_2;

/** How many neurons have found each cluster: those within 45° of it whose a has the sign of its label. */
export function foundCounts(plane: Plane, neurons: Neurons): number[] {
  const counts = plane.clusters.map(() => 0);
  const lengths = plane.clusters.map(({ x, y }) => FOUND * Math.hypot(x, y));
  for (let j = 0; j < countOf(neurons); j++) {
    const norm = normAt(neurons, j);
    if (norm === 0) continue;
    const at = PLANE_STRIDE * j;
    const [x, y, isPositive] = [neurons[at]!, neurons[at + 1]!, neurons[at + 3]! >= 0];
    const found = plane.clusters.findIndex(
      (cluster, i) => cluster.label > 0 === isPositive && x * cluster.x + y * cluster.y >= norm * lengths[i]!,
    );
    if (found >= 0) counts[found]!++;
  }
  return counts;
}

/** The mean over the neurons of the share of ‖w_j‖² that is in the plane; those that are 0 or not finite are left out. */
export function meanShareInside(neurons: Neurons): number {
  let [sum, count] = [0, 0];
  for (let j = 0; j < countOf(neurons); j++) {
    const norm = normAt(neurons, j);
    if (!(norm > 0 && norm < Infinity)) continue;
    sum += 1 - shareOutside(neurons, j);
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
