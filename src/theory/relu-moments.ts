import { millsRatio, normalDensity } from '../numerics/normal.ts';

/** What a neuron's feature relu(w·z) comes to, given the part of z in a subspace. */
export interface ReluMoments {
  /** E[relu(w·z) | κ]. */
  readonly mean: number;
  /** E[relu(w·z) w_perp·z | κ]/‖w_perp‖²: how much w_perp·z counts. */
  readonly slope: number;
  /** Standard deviation of what neither explains. */
  readonly deviation: number;
}

/**
 * Moments of relu(c + τ g) for a standard Gaussian g, and its best linear approximation mean + slope · τ g. Source:
 * derived, with r = c/τ, Φ and φ the normal distribution and density:
 *
 *   mean = τ (rΦ + φ),  slope = Φ,  deviation² = τ² ((r² + 1)Φ + rφ − (rΦ + φ)² − Φ²).
 *
 * With w = Σ_k α_k u_k + w_perp and κ_k = u_k·z it is w·z with c = Σ_k α_k κ_k, τ = ‖w_perp‖: of several directions
 * only their sum counts.
 *
 * @param center c
 * @param tau at least 0
 */
export function reluMoments(center: number, tau: number): ReluMoments {
  if (tau === 0) return { mean: Math.max(center, 0), slope: Number(center > 0), deviation: 0 };
  const r = Math.abs(center) / tau;
  const density = normalDensity(r);
  const tail = density * millsRatio(r); // 1 − Φ(r)
  // relu(c) = c + relu(−c): the residual is that of −|c|, where nothing large cancels.
  const low = density - r * tail;
  const square = (r * r + 1) * tail - r * density - low * low - tail * tail;
  const deviation = tau * Math.sqrt(Math.max(square, 0));
  return center < 0
    ? { mean: tau * low, slope: tail, deviation }
    : { mean: center + tau * low, slope: 1 - tail, deviation };
}
