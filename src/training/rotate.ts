import type { DenseSamples, Reals, Samples } from '../engines/engine.ts';
import { negativesOf } from '../engines/signs.ts';

/**
 * x = Σ_k z_k q_k of each sample, the sum in order, in float64.
 *
 * @param basis d×d, row k is q_k
 */
export function rotate(basis: Float64Array, z: Samples, out: DenseSamples): void {
  const d = z.inputDim;
  const x = new Float64Array(d);
  const coordinate = coordinatesOf(z);
  for (let s = 0; s < z.count; s++) {
    x.fill(0);
    for (let k = 0; k < d; k++) {
      const row = k * d;
      const weight = coordinate(s, k);
      for (let i = 0; i < d; i++) x[i]! += weight * basis[row + i]!;
    }
    out.rows.array.set(x, s * d);
  }
  out.count = z.count;
}

/** ±1 from its bit, or the stored real; k counted from 0. */
function coordinatesOf(z: Samples): (sample: number, k: number) => number {
  const { array } = z.rows;
  if (z.kind === 'dense') return (sample, k) => array[sample * z.stride + k]!;
  const isNegative = negativesOf(z);
  return (sample, k) => (isNegative(sample, k + 1) ? -1 : 1);
}

/**
 * The weights as they act on z: since w·x = Σ_k (w·q_k) z_k, entry k of a row is w·q_k.
 *
 * @param firstLayer W, p×d, row-major
 * @param basis d×d, row k is q_k
 * @returns p×d in float64
 */
export function inHiddenBasis(firstLayer: Reals, basis: Float64Array): Float64Array {
  const d = Math.sqrt(basis.length);
  const out = new Float64Array(firstLayer.length);
  for (let row = 0; row < out.length; row += d) {
    for (let k = 0; k < d; k++) {
      let sum = 0;
      for (let i = 0; i < d; i++) sum += firstLayer[row + i]! * basis[k * d + i]!;
      out[row + k] = sum;
    }
  }
  return out;
}
