import { dot } from '../numerics/dot.ts';
import { drawGaussians } from '../numerics/gaussian.ts';
import type { Key } from '../numerics/philox.ts';
import type { Kind } from '../settings/kind.ts';
import { hypercube } from './hypercube.ts';
import type { Inputs } from './inputs.ts';

/** The basis takes d³ operations to draw and each sample d² to rotate. */
const MAX_DIM = 1024;

/** x = Q z with z uniform on {−1, +1}ᵈ and Q a hidden random rotation; the label depends on z. */
export const rotatedHypercube: Kind<Record<never, never>, Inputs> = {
  name: 'rotated-hypercube',
  doc: 'x = Q z, z uniform on the hypercube, Q a hidden random rotation (--seed-target); labels depend on z',
  source: 'derived',
  settings: {},
  rules: [
    ({ inputDim }) =>
      (inputDim as number) > MAX_DIM
        ? { key: 'inputDim', allowed: `at most ${MAX_DIM} to be rotated` }
        : undefined,
  ],
  create: (settings) => ({ ...hypercube.create(settings), drawBasis: drawOrthogonal }),
};

/**
 * A uniformly random orthonormal basis, the columns of Q: Gaussian vectors (q_k is the k-th thing drawn), made
 * orthonormal one after the other by Gram–Schmidt. Each is projected twice, which leaves no more than rounding.
 *
 * @returns d×d, row k is q_k
 */
function drawOrthogonal(key: Key, inputDim: number): Float64Array {
  const basis = new Float64Array(inputDim * inputDim);
  for (let k = 0; k < inputDim; k++) {
    const row = basis.subarray(k * inputDim, (k + 1) * inputDim);
    drawGaussians(key, k, row);
    for (let pass = 0; pass < 2; pass++) {
      for (let l = 0; l < k; l++) subtractProjection(row, basis.subarray(l * inputDim, (l + 1) * inputDim));
    }
    const norm = Math.sqrt(dot(row, row));
    for (let i = 0; i < inputDim; i++) row[i]! /= norm;
  }
  return basis;
}

function subtractProjection(row: Float64Array, unit: Float64Array): void {
  const along = dot(row, unit);
  for (let i = 0; i < row.length; i++) row[i]! -= along * unit[i]!;
}
