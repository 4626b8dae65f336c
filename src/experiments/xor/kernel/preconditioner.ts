import { cholesky, solveCholesky } from '../../../numerics/cholesky.ts';
import { cubeSpectrum } from '../../../theory/kernel-spectrum.ts';

/**
 * The kernel's matrix with all but its two lowest degrees made a multiple ρ of the identity: M = ρ I + F Fᵀ, where a
 * sample's row of F is (√λ₀, ±√λ₁ …), its sign vector scaled. Those 1 + d directions have by far the largest
 * eigenvalues, and without them conjugate gradients have little left to do.
 */
export interface Preconditioner {
  readonly ridge: number;
  readonly roots: readonly [constant: number, linear: number];
  /** 1 + d, and as many numbers a sample, row by row. */
  readonly size: number;
  readonly features: Float64Array;
  /** FᵀF over the samples added, its lower triangle. */
  readonly moments: Float64Array;
}

/** The least share of the diagonal that is left for ρ: in two coordinates there are no other degrees. */
const LEAST_RIDGE = 0.01;

/** Of a kernel given by its value where 0 … d coordinates differ. */
export function createPreconditioner(kernel: Float64Array, capacity: number): Preconditioner {
  const size = kernel.length;
  const [constant, linear] = cubeSpectrum(kernel).degrees.map(({ eigenvalue }) => Math.max(0, eigenvalue));
  const rest = kernel[0]! - constant! - (size - 1) * linear!;
  return {
    ridge: Math.max(rest, LEAST_RIDGE * kernel[0]!),
    roots: [Math.sqrt(constant!), Math.sqrt(linear!)],
    size,
    features: new Float64Array(capacity * size),
    moments: new Float64Array(size * size),
  };
}

/** Adds the sample of a number, given by the words of its bits from `at` on. */
export function addToPreconditioner(
  { roots, size, features, moments }: Preconditioner,
  sample: number,
  bits: Uint32Array,
  at: number,
): void {
  const row = features.subarray(sample * size, (sample + 1) * size);
  row[0] = roots[0];
  for (let k = 1; k < size; k++) {
    const isNegative = (bits[at + ((k - 1) >>> 5)]! >>> ((k - 1) & 31)) & 1;
    row[k] = isNegative ? -roots[1] : roots[1];
  }
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) moments[i * size + j]! += row[i]! * row[j]!;
}

/** v ↦ M⁻¹ v = (v − F (ρ I + FᵀF)⁻¹ Fᵀ v)/ρ over the samples added so far. */
export function solverOf({ ridge, size, features, moments }: Preconditioner) {
  const core = moments.slice();
  for (let i = 0; i < size; i++) core[i * size + i]! += ridge;
  const lower = cholesky(core, size);
  const low = new Float64Array(size);
  return (v: Float64Array, out: Float64Array): void => {
    low.fill(0);
    for (let s = 0; s < v.length; s++)
      for (let k = 0; k < size; k++) low[k]! += features[s * size + k]! * v[s]!;
    solveCholesky(lower, low);
    for (let s = 0; s < v.length; s++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += features[s * size + k]! * low[k]!;
      out[s] = (v[s]! - sum) / ridge;
    }
  };
}
