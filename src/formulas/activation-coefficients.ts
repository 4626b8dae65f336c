import { gaussianIntegrals } from '../numerics/gaussian-quadrature.ts';
import type { Bounded } from './expansion.ts';

/**
 * Hermite coefficients c_k = E[σ(x) He_k(x)] of a function of a standard Gaussian, He_k monic: those of σ = Σ c_k He_k/k!.
 *
 * @param kinks where it is not smooth
 * @param upTo the largest k
 * @see arXiv 2305.18270; for ReLU 1/√(2π), 1/2, 1/√(2π), 0, −1/√(2π), 0, 3/√(2π), …
 */
export function activationCoefficients(
  activation: (x: number) => number,
  kinks: readonly number[],
  upTo: number,
): Bounded[] {
  const { values, errorBounds } = gaussianIntegrals(
    (nodes) => nodes.map(activation),
    kinks.map((at) => ({ at, isSingular: false })),
    upTo,
  );
  let root = 1;
  return [...values].map((value, k) => {
    if (k > 1) root *= Math.sqrt(k);
    return { value: value * root, errorBound: errorBounds[k]! * root };
  });
}
