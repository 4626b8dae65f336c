import type { DenseSamples, Layers } from '../../engines/engine.ts';
import { drawGaussians } from '../../numerics/gaussian.ts';
import { addSamples } from '../../numerics/moments.ts';
import { leadingSingular } from '../../numerics/singular-values.ts';
import { reluMoments } from '../../theory/relu-moments.ts';
import { type Run, SLAB } from '../../training/setup.ts';
import { readLayers } from '../observer.ts';
import type { FeatureModel, Slab } from './readout.ts';

/**
 * Features that are Gaussian given a few projections of the input: with κ = U z neuron i has
 *
 *   m0_i(κ) + m1_i(κ) w_perp_i·z + s_i(κ) ξ_i
 *
 * with the moments of `reluMoments` and independent standard Gaussians ξ. What it leaves out is that two neurons'
 * residuals are correlated, of the order of their w_perp's cosine squared: nothing among rows that are nearly
 * orthogonal, everything among equal ones. So it is a model of neurons that start independently, not in pairs.
 */
export interface EquivalentModel {
  /** Orthonormal rows of U, d numbers each. */
  readonly basis: readonly Float64Array[];
  /** w_i·u_k, p×r. */
  readonly overlaps: Float64Array;
  /** ‖w_perp_i‖. */
  readonly perpendicular: Float64Array;
}

/**
 * @param firstLayer p×d
 * @param directions to condition on, d numbers each, in any number and not necessarily independent
 */
export function equivalentModel(
  { firstLayer, secondLayer }: Layers,
  directions: readonly Float64Array[],
): EquivalentModel {
  const width = secondLayer.length;
  const inputDim = firstLayer.length / width;
  const basis = orthonormal(directions);
  const overlaps = new Float64Array(width * basis.length);
  const perpendicular = new Float64Array(width);
  for (let i = 0; i < width; i++) {
    const rest = Float64Array.from(firstLayer.subarray(i * inputDim, (i + 1) * inputDim));
    for (const [k, direction] of basis.entries()) {
      overlaps[i * basis.length + k] = removeFrom(rest, direction);
    }
    perpendicular[i] = Math.sqrt(dot(rest, rest));
  }
  return { basis, overlaps, perpendicular };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
};

/** Takes away the part along a unit vector. @returns its length */
function removeFrom(vector: Float64Array, direction: Float64Array): number {
  const along = dot(vector, direction);
  for (let k = 0; k < vector.length; k++) vector[k]! -= along * direction[k]!;
  return along;
}

/** Gram–Schmidt, twice; directions that earlier ones span are left out. */
function orthonormal(directions: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const direction of directions) {
    const rest = direction.slice();
    for (const known of [...basis, ...basis]) removeFrom(rest, known);
    const norm = Math.sqrt(dot(rest, rest));
    if (norm > 1e-6 * Math.sqrt(dot(direction, direction))) basis.push(rest.map((x) => x / norm));
  }
  return basis;
}

/** ξ are Gaussians number 2^50 … of the stream `noise`, and 2^51 … for the test: label noise gets to neither. */
const firstNoise = ({ isTest, first }: Slab) => (isTest ? 2 ** 51 : 2 ** 50) + first;

/**
 * The model's features of a slab.
 *
 * @param run whose `batch` and `pass` hold it
 * @param out count×p
 */
function readEquivalent(run: Run, model: EquivalentModel, slab: Slab, out: Float64Array): void {
  const { engine, network, batch, pass, noiseKey } = run;
  const { basis, overlaps, perpendicular } = model;
  const { width } = network;
  const noise = new Float64Array(width);
  const kappa = new Float64Array(basis.length);
  const preactivation = pass.preactivation.array;
  for (let s = 0; s < batch.x.count; s++) {
    project(batch.x as DenseSamples, s, basis, kappa);
    drawGaussians(noiseKey, firstNoise(slab) + s, noise);
    for (let i = 0; i < width; i++) {
      let center = 0;
      for (let k = 0; k < kappa.length; k++) center += overlaps[i * kappa.length + k]! * kappa[k]!;
      const rest = preactivation[engine.preactivationIndex(network, batch.x, s, i)]! - center;
      const { mean, slope, deviation } = reluMoments(center, perpendicular[i]!);
      out[s * width + i] = mean + slope * rest + deviation * noise[i]!;
    }
  }
}

/** κ = U x of one sample. */
function project(
  { rows, stride }: DenseSamples,
  s: number,
  basis: readonly Float64Array[],
  out: Float64Array,
) {
  const x = rows.array.subarray(s * stride, (s + 1) * stride);
  for (const [k, direction] of basis.entries()) out[k] = dot(direction, x);
}

/** Steps whose spikes the model is conditioned on at most. */
const MOST_SPIKES = 8;

/**
 * Directions a network is to be conditioned on: the coordinates of its target, and the directions along which steps have
 * moved all neurons together, one a step. The latter are noise too where batches are small.
 *
 * @param start p×d, the first layer at step 0
 */
export function learnedDirections(run: Run, start: Layers['firstLayer']): Float64Array[] {
  const { inputDim } = run.network;
  const coordinates = run.target.relevant.map((index) => {
    return Float64Array.from({ length: inputDim }, (_, k) => Number(k === index - 1));
  });
  const moved = Float64Array.from(readLayers(run).firstLayer, (weight, i) => weight - start[i]!);
  const spikes = Array.from({ length: Math.min(run.step, MOST_SPIKES) }, () => {
    const { right } = leadingSingular(moved, inputDim, 1);
    for (let i = 0; i < moved.length; i += inputDim) removeFrom(moved.subarray(i, i + inputDim), right);
    return right;
  });
  return [...coordinates, ...spikes];
}

/** The equivalent features of a network as they stand, for the readout. */
export function equivalentFeatures(run: Run, start: Layers['firstLayer']): FeatureModel {
  const { width } = run.network;
  const model = equivalentModel(readLayers(run), learnedDirections(run, start));
  const features = new Float64Array(SLAB * width);
  const read: FeatureModel['read'] = (slab, out) => readEquivalent(run, model, slab, out);
  return {
    width,
    scale: 1 / Math.sqrt(width),
    read,
    addMoments(slab, out) {
      read(slab, features);
      addSamples(out, features, run.batch.y.array, run.batch.x.count);
    },
  };
}
