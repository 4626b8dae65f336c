import { exp, log } from '../numerics/elementary.ts';
import { HALF_LOG_2PI, millsRatio, normalDensity } from '../numerics/normal.ts';

/**
 * What one run adds to the log-likelihood, and its derivatives. The run's ln y lies in [low, high], measured from the
 * law's shape, and is normal with mean η/τ and standard deviation 1/τ. In (η, τ) every such term is concave (Olsen,
 * Econometrica 46, 1978; Burridge, JRSS B 43, 1981), so Newton's method finds the one maximum.
 */
export interface Term {
  value: number;
  /** By η, by τ. */
  eta: number;
  tau: number;
  /** Second derivatives. */
  etaEta: number;
  etaTau: number;
  tauTau: number;
}

/** A term to write into. */
export const emptyTerm = (): Term => ({ value: 0, eta: 0, tau: 0, etaEta: 0, etaTau: 0, tauTau: 0 });

/** Intervals narrower than this in units of σ (further out: of σ/|z|) are a density times their width. */
const NARROW = 1e-3;

/** The term of a run: exact where low = high, else ln(Φ(τ high − η) − Φ(τ low − η)), the ends possibly infinite. */
export function termOf(low: number, high: number, eta: number, tau: number, out: Term): void {
  const middle = tau * 0.5 * (low + high) - eta;
  if (tau * (high - low) * Math.max(1, Math.abs(middle)) < NARROW) narrowTerm(low, high, eta, tau, out);
  else wideTerm(tau * low - eta, tau * high - eta, low, high, out);
}

/** ln φ at the middle, plus ln of the width and its next order: with m = τ c − η and width w, (m² − 1) τ² w²/24. */
function narrowTerm(low: number, high: number, eta: number, tau: number, out: Term): void {
  const c = 0.5 * (low + high);
  const w = high - low;
  const m = tau * c - eta;
  const k = (w * w) / 24;
  const t = k * tau * tau;
  out.value = log(tau) - 0.5 * m * m - HALF_LOG_2PI + (m * m - 1) * t + (w > 0 ? log(w) : 0);
  out.eta = m - 2 * m * t;
  out.tau = 1 / tau - m * c + 2 * m * c * t + 2 * k * tau * (m * m - 1);
  out.etaEta = -1 + 2 * t;
  out.etaTau = c - 2 * c * t - 4 * k * tau * m;
  out.tauTau = -1 / (tau * tau) - c * c + 2 * c * c * t + 8 * k * tau * m * c + 2 * k * (m * m - 1);
}

/** Probabilities of an interval at least `NARROW` wide, without cancellation however far out in a tail. */
function wideTerm(z1: number, z2: number, low: number, high: number, out: Term): void {
  const flipped = z1 + z2 < 0;
  const near = flipped ? -z2 : z1;
  const far = flipped ? -z1 : z2;
  let nearRate: number;
  let farRate: number;
  if (near >= 0) {
    // D = φ(near) (M(near) − M(far) φ(far)/φ(near)), M the Mills ratio.
    const drop = far === Infinity ? 0 : exp(-0.5 * (far - near) * (far + near));
    const scaled = millsRatio(near) - millsRatio(far) * drop;
    out.value = log(scaled) - 0.5 * near * near - HALF_LOG_2PI;
    nearRate = 1 / scaled;
    farRate = drop / scaled;
  } else {
    // Around the middle: what both tails leave of 1.
    const nearDensity = near === -Infinity ? 0 : normalDensity(near);
    const farDensity = far === Infinity ? 0 : normalDensity(far);
    const probability = 1 - nearDensity * millsRatio(-near) - farDensity * millsRatio(far);
    out.value = log(probability);
    nearRate = nearDensity / probability;
    farRate = farDensity / probability;
  }
  setDerivatives(z1, z2, low, high, flipped ? farRate : nearRate, flipped ? nearRate : farRate, out);
}

/** From p = φ(z)/D at both ends; an end at infinity has p = 0. */
function setDerivatives(
  z1: number,
  z2: number,
  low: number,
  high: number,
  p1: number,
  p2: number,
  out: Term,
): void {
  const a = p1 > 0 ? low : 0;
  const b = p2 > 0 ? high : 0;
  const q1 = p1 > 0 ? z1 * p1 : 0;
  const q2 = p2 > 0 ? z2 * p2 : 0;
  out.eta = p1 - p2;
  out.tau = p2 * b - p1 * a;
  out.etaEta = -out.eta * out.eta - q2 + q1;
  out.etaTau = -out.eta * out.tau + q2 * b - q1 * a;
  out.tauTau = -out.tau * out.tau - q2 * b * b + q1 * a * a;
}
