import type { Reals, Samples } from '../../../engines/engine.ts';
import { conjugateGradients } from '../../../numerics/conjugate-gradients.ts';
import { createExpansion, differing, type Expansion } from '../../../twins/expansion.ts';
import {
  addToPreconditioner,
  createPreconditioner,
  type Preconditioner,
  solverOf,
} from './preconditioner.ts';

/** A training set that grows, and the function Σ_i coefficient_i K(x_i, ·) that interpolates it. */
export interface Interpolation {
  readonly expansion: Expansion;
  readonly labels: Float64Array;
  /** For each sample in how many coordinates it differs from those before it, a byte each. */
  readonly distances: Uint8Array[];
  readonly preconditioner: Preconditioner;
}

/** Distances are kept in a byte each. */
export const MOST_INPUTS = 255;

/** ‖K α − y‖/‖y‖: at a hundredth of it not one of 4096 predictions changed its sign, in 51 training sets. */
const TOLERANCE = 1e-5;

/**
 * An empty training set.
 *
 * @param kernel its value where 0 … d coordinates differ, d at most 255
 * @param capacity samples it will have at most
 */
export function createInterpolation(kernel: Float64Array, capacity: number): Interpolation {
  return {
    expansion: createExpansion(kernel, capacity),
    labels: new Float64Array(capacity),
    distances: [],
    preconditioner: createPreconditioner(kernel, capacity),
  };
}

/** Adds sign vectors with their labels to the training set; the coefficients stay those of the set before. */
export function addSamples(
  { expansion: { bits, words }, labels, distances, preconditioner }: Interpolation,
  { rows, count }: Samples,
  y: Reals,
): void {
  const before = distances.length;
  bits.set(rows.array.subarray(0, count * words), before * words);
  for (let i = before; i < before + count; i++) {
    const row = new Uint8Array(i);
    for (let j = 0; j < i; j++) row[j] = differing(bits, i * words, bits, j * words, words);
    labels[i] = y[i - before]!;
    distances.push(row);
    addToPreconditioner(preconditioner, i, bits, i * words);
  }
}

/**
 * Solves K α = y over the training set.
 *
 * @returns the coefficients α, or undefined where none interpolate: the same sample is there with both labels
 */
export function interpolate({
  expansion,
  labels,
  distances,
  preconditioner,
}: Interpolation): Float64Array | undefined {
  const { table, coefficients } = expansion;
  const y = labels.subarray(0, distances.length);
  const product = (v: Float64Array, out: Float64Array) => multiply(table, distances, v, out);
  const solution = conjugateGradients(product, y, TOLERANCE, solverOf(preconditioner));
  if (solution) coefficients.set(solution);
  return solution;
}

/** out = K v, K_ij = table[distance_ij]: each pair is looked up once, two rows at a time. */
function multiply(
  table: Float64Array,
  distances: readonly Uint8Array[],
  v: Float64Array,
  out: Float64Array,
): void {
  const n = v.length;
  if (n % 2 === 1) out[0] = table[0]! * v[0]!;
  for (let i = n % 2; i < n; i += 2) {
    const [first, second] = [distances[i]!, distances[i + 1]!];
    const [v0, v1] = [v[i]!, v[i + 1]!];
    let [s0, s1] = [0, 0];
    for (let j = 0; j < i; j++) {
      const k0 = table[first[j]!]!;
      const k1 = table[second[j]!]!;
      const vj = v[j]!;
      s0 += k0 * vj;
      s1 += k1 * vj;
      out[j]! += k0 * v0 + k1 * v1;
    }
    out[i] = s0 + table[0]! * v0 + table[second[i]!]! * v1;
    out[i + 1] = s1 + table[second[i]!]! * v0 + table[0]! * v1;
  }
}
