import { logGamma } from '../numerics/distributions.ts';
import { exp, log } from '../numerics/elementary.ts';

/**
 * Root mean square of ‖P w‖/‖w‖ after one step η = p c of ReLU towards f* = z_1, from means of numerator and
 * denominator: w ± c g with E[g] = e_1/2, E[g_1²] = 1/4 + 5/(4n) and E[‖g‖²] = 1/4 + (d/2 + 3/4)/n. At c = 1 and
 * n/d → ∞ it is √(1/5) = 0.447.
 */
export function linearTargetAlignmentOfMeans(inputDim: number, batchSize: number, stepSize: number): number {
  const c2 = stepSize * stepSize;
  const along = c2 * (0.25 + 1.25 / batchSize) + 1 / inputDim;
  return Math.sqrt(along / (1 + c2 * (0.25 + (inputDim / 2 + 0.75) / batchSize)));
}

/**
 * The same with the mean taken of the ratio, which matters where a neuron sees a handful of samples. Those with
 * w·z > 0, m of n, a binomial number, give g_1 = s/n with s = Σ z_1² a χ² of m degrees; given these the other d − 1
 * coordinates of n g are Gaussian of variance s. So
 *
 *   E[(1/d + c² s²/n²)/(1 + c² (s² + (d − 1) s)/n²)], the mean over m and s,
 *
 * but for terms of relative size 1/d.
 */
export function linearTargetAlignment(inputDim: number, batchSize: number, stepSize: number): number {
  const scale = stepSize / batchSize;
  const share = (s: number) => {
    const along = scale * scale * s * s;
    return (1 / inputDim + along) / (1 + along + scale * scale * (inputDim - 1) * s);
  };
  let sum = 0;
  for (let m = 0; m <= batchSize; m++) {
    const probability = exp(logChoose(batchSize, m) - batchSize * Math.LN2);
    if (probability > NEGLIGIBLE) sum += probability * chiSquareMean(m, share);
  }
  return Math.sqrt(sum);
}

const NEGLIGIBLE = 1e-12;

const logChoose = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

const GRID = 240;
const REACH = 8;

/** E[of(s)] of a χ² of so many degrees, by midpoints in √s, where its density is smooth. */
function chiSquareMean(degrees: number, of: (s: number) => number): number {
  if (degrees === 0) return of(0);
  const center = Math.sqrt(degrees);
  const low = Math.max(0, center - REACH);
  const step = (center + REACH - low) / GRID;
  let [sum, total] = [0, 0];
  for (let i = 0; i < GRID; i++) {
    const root = low + (i + 0.5) * step;
    const density = exp((degrees - 1) * log(root / center) - (root * root - degrees) / 2);
    sum += density * of(root * root);
    total += density;
  }
  return sum / total;
}
