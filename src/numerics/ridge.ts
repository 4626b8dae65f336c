import { cholesky, solveCholesky } from './cholesky.ts';
import type { Moments } from './moments.ts';

/**
 * Ridge regression on features φ whose second moments are known: a minimizes
 *
 *   Σ_s (y_s − scale · a·φ_s)² + λ ‖a‖²,   so   (scale² G + λ I) a = scale c
 *
 * with G = Σ φ φᵀ and c = Σ y φ. λ means nothing without the scale, nor without saying that it stands beside the sum:
 * arXiv 2305.18270 has f = (1/√p) Σ_i a_i σ(w_i·z) and λ beside the mean, λ/n here; its code has it beside the sum.
 */
export interface RidgeProblem {
  readonly moments: Moments;
  readonly scale: number;
}

/**
 * A pivot below this share of its diagonal entry is taken for rounding: the moments of float32 features may be off by
 * 128 units of 2⁻²⁴.
 */
const ROUNDING = 2 ** -17;

/** @returns a, p numbers; undefined where the system cannot be solved, or for λ = 0 is singular to within rounding */
export const ridge = (problem: RidgeProblem, lambda: number): Float64Array | undefined =>
  solve(problem, lambda, lambda === 0 ? ROUNDING : 0);

/** Solves where each pivot is more than a share of its diagonal entry. */
function solve({ moments, scale }: RidgeProblem, lambda: number, share: number): Float64Array | undefined {
  const { width, correlation } = moments;
  const matrix = normalMatrix({ moments, scale }, lambda);
  const lower = cholesky(matrix, width);
  for (let i = 0; i < width; i++) {
    const at = i * width + i;
    if (!(lower[at]! * lower[at]! > share * matrix[at]!)) return undefined;
  }
  const solution = correlation.map((c) => scale * c);
  solveCholesky(lower, solution);
  return solution;
}

/** scale² G + λ I, its lower triangle. */
function normalMatrix({ moments: { gram, width }, scale }: RidgeProblem, lambda: number) {
  const matrix = gram.map((entry) => scale * scale * entry);
  for (let i = 0; i < width; i++) matrix[i * width + i]! += lambda;
  return matrix;
}

/** The smallest power of ten that is enough of a ridge for pivots above rounding; undefined where moments are not finite. */
export function leastRidge({ moments, scale }: RidgeProblem): number | undefined {
  const { width, gram } = moments;
  let largest = 0;
  for (let i = 0; i < width; i++) largest = Math.max(largest, gram[i * width + i]!);
  largest *= scale * scale;
  if (!Number.isFinite(largest)) return undefined;
  let exponent = -300;
  while (exponent < 300 && !(power(exponent) > ROUNDING * largest)) exponent++;
  while (exponent < 300 && !solve({ moments, scale }, power(exponent), ROUNDING)) exponent++;
  while (exponent > -300 && solve({ moments, scale }, power(exponent - 1), ROUNDING)) exponent--;
  return power(exponent);
}

const power = (exponent: number) => Number(`1e${exponent}`);

/** Mean of (y − scale · a·φ)² over the samples behind the moments. */
export function meanSquaredError({ moments, scale }: RidgeProblem, a: Float64Array): number {
  const { width, gram, correlation, labelSquare, count } = moments;
  let square = 0;
  let product = 0;
  for (let i = 0; i < width; i++) {
    let row = 0.5 * gram[i * width + i]! * a[i]!;
    for (let j = 0; j < i; j++) row += gram[i * width + j]! * a[j]!;
    square += 2 * a[i]! * row;
    product += a[i]! * correlation[i]!;
  }
  return (labelSquare - 2 * scale * product + scale * scale * square) / count;
}

/**
 * The leverage of a sample of the fit, h = scale² φ·(scale² G + λ I)⁻¹ φ: fitted to all others, it would miss the sample
 * by (y − scale · a·φ)/(1 − h).
 *
 * @returns of the features that begin at an entry of a list
 */
export function leverages(
  { moments, scale }: RidgeProblem,
  lambda: number,
): (features: Float64Array, at: number) => number {
  const { width } = moments;
  const lower = cholesky(normalMatrix({ moments, scale }, lambda), width);
  const solved = new Float64Array(width);
  return (features, at) => {
    let square = 0;
    for (let i = 0; i < width; i++) {
      let sum = scale * features[at + i]!;
      for (let k = 0; k < i; k++) sum -= lower[i * width + k]! * solved[k]!;
      solved[i] = sum / lower[i * width + i]!;
      square += solved[i]! * solved[i]!;
    }
    return square;
  };
}

/** Of several λ the one whose solution errs least on other samples; undefined where none can be solved. */
export function chooseRidge(
  problem: RidgeProblem,
  heldOut: Moments,
  lambdas: readonly number[],
): number | undefined {
  let best: { readonly lambda: number; readonly error: number } | undefined;
  for (const lambda of lambdas) {
    const a = ridge(problem, lambda);
    const error = a ? meanSquaredError({ moments: heldOut, scale: problem.scale }, a) : Infinity;
    if (error < (best?.error ?? Infinity)) best = { lambda, error };
  }
  return best?.lambda;
}
