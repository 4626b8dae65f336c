import type { DenseSamples, Layers } from '../../engines/engine.ts';
import { drawGaussians } from '../../numerics/gaussian.ts';
import type { Key } from '../../numerics/philox.ts';
import { reluMoments } from '../../theory/relu-moments.ts';
import type { Run } from '../../training/setup.ts';

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

/**
 * The model's features of the samples last evaluated.
 *
 * @param run whose `batch` and `pass` hold them
 * @param key of the stream of ξ
 * @param first number of the first sample's ξ
 * @param out count×p
 */
export function equivalentFeatures(
  { engine, network, batch, pass }: Pick<Run, 'engine' | 'network' | 'batch' | 'pass'>,
  { basis, overlaps, perpendicular }: EquivalentModel,
  key: Key,
  first: number,
  out: Float64Array,
): void {
  const { width } = network;
  const noise = new Float64Array(width);
  const kappa = new Float64Array(basis.length);
  const preactivation = pass.preactivation.array;
  for (let s = 0; s < batch.x.count; s++) {
    project(batch.x as DenseSamples, s, basis, kappa);
    drawGaussians(key, first + s, noise);
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
function project({ rows, stride }: DenseSamples, s: number, basis: readonly Float64Array[], out: Float64Array) {
  const x = rows.array.subarray(s * stride, (s + 1) * stride);
  for (const [k, direction] of basis.entries()) out[k] = dot(direction, x);
}
