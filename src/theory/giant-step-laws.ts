import { exp, log, log1p } from '../numerics/elementary.ts';
import { normalDensity } from '../numerics/normal.ts';
import { slope } from '../numerics/statistics.ts';

/**
 * Closed forms of the first giant step of f(x) = (1/p) Σ a_j σ(w_j·x), a_j = ±1, ‖w_j‖ = 1, f = 0 at the start, with
 * the squared loss: neuron j moves by η/p times ±g_j, g_j = (1/n) Σ_s y_s σ′(w_j·z_s) z_s. Source: arXiv 2305.18270 for
 * the scalings, constants derived.
 */

/** What the alignment of a first gradient depends on: moments of a target f*. */
export interface LinearPart {
  /** E[f*]. */
  readonly mean: number;
  /** E[f*²]. */
  readonly secondMoment: number;
  /** ‖C_1‖², C_1 = E[f* z]. */
  readonly linearSquare: number;
}

/**
 * cos² ∠(g, C_1) for ReLU and a target with a linear part: E[g] = C_1/2 + c_2 E[f*] w + O(1/√d), and each of d
 * coordinates has variance E[f*² σ′²]/n = E[f*²]/(2n). With Q = ‖C_1‖²/4 and c_2² = 1/(2π)
 *
 *   cos² = Q/(Q + d E[f*²]/(2n) + E[f*]²/(2π)).
 *
 * @param samplesPerInput n/d
 */
export function gradientAlignment(target: LinearPart, samplesPerInput: number): number {
  const { mean, secondMoment, linearSquare } = target;
  const signal = linearSquare / 4;
  return signal / (signal + secondMoment / (2 * samplesPerInput) + (mean * mean) / (2 * Math.PI));
}

/**
 * cos² ∠(g, z_1) given the neuron, for ReLU and f* = He_2(z_1)/√2: E[g] = c_2 C_2 w = e_1 w_1/√π, and noise as above.
 *
 * @param squaredWeight w_1²
 */
export function leapTwoAlignment(squaredWeight: number, inputDim: number, batchSize: number): number {
  const signal = squaredWeight / Math.PI;
  return signal / (signal + inputDim / (2 * batchSize));
}

/** Its mean over neurons. */
export const meanLeapTwoAlignment = (inputDim: number, batchSize: number): number =>
  sphereMean(inputDim, (weight) => leapTwoAlignment(weight * weight, inputDim, batchSize));

const GRID = 300;
/** Beyond so many standard deviations nothing is left. */
const REACH = 9;

/** E[of(|w_1|)] for w uniform on the unit sphere in d ≥ 3 dimensions, where w_1 has the density ∝ (1 − w²)^((d−3)/2). */
export function sphereMean(inputDim: number, of: (weight: number) => number): number {
  const step = Math.min(1, REACH / Math.sqrt(inputDim)) / GRID;
  let [sum, total] = [0, 0];
  for (let i = 0; i < GRID; i++) {
    const weight = (i + 0.5) * step;
    const density = exp(((inputDim - 3) / 2) * log1p(-weight * weight));
    sum += density * of(weight);
    total += density;
  }
  return sum / total;
}

/** A first step towards f* = He_ℓ(z_1) · scale. */
export interface SingleIndexStep {
  /** ℓ. */
  readonly leap: number;
  readonly scale: number;
  /** η/p at so many inputs: d^((ℓ−1)/2) moves a neuron as far as it is long. */
  readonly stepSize: (inputDim: number) => number;
  readonly activation: StudentMoments;
}

/** What a step sees of an activation. */
export interface StudentMoments {
  /** c_k = E[σ He_k] of a standard Gaussian; 0 beyond the last. */
  readonly coefficients: readonly number[];
  /** E[σ′²]. */
  readonly slopeSquare: number;
}

/**
 * Root mean square of ‖P w‖/‖w‖, P the projection on z_1, over neurons after a first step. By Stein's lemma, exactly,
 *
 *   E[z σ′(w·z) f*] = scale (ℓ c_ℓ w_1^(ℓ−1) e_1 + c_(ℓ+2) w_1^ℓ w).
 *
 * Noise has variance E[f*²] E[σ′²]/n along each direction, and along z_1, where E[z_1² He_ℓ²] = (2ℓ + 1) ℓ!, 2ℓ + 1
 * times that. Along z_1 it is taken as Gaussian, along the d − 1 others by its mean square: what is left are terms of
 * relative size 1/n, large where f*² has a heavy tail. As d → ∞ with n = d^(ℓ−δ) it goes as d to the
 * `undersampledExponent`.
 */
export function rowAlignment(step: SingleIndexStep, inputDim: number, batchSize: number): number {
  const { leap, scale, activation } = step;
  const size = scale * step.stepSize(inputDim);
  const noise = (size * size * factorial(leap) * activation.slopeSquare) / batchSize;
  const along = Math.sqrt((2 * leap + 1) * noise);
  const share = (weight: number, move: number) => {
    const power = integerPower(weight, leap - 1);
    const turn = move * power * leap * (activation.coefficients[leap] ?? 0);
    const stretch = 1 + move * power * weight * (activation.coefficients[leap + 2] ?? 0);
    const beside = stretch * stretch * (1 - weight * weight) + (inputDim - 1) * noise;
    return gaussianShare(weight * stretch + turn, along, beside);
  };
  return Math.sqrt(sphereMean(inputDim, (weight) => (share(weight, size) + share(weight, -size)) / 2));
}

const POINTS = 48;
const FAR = 6;

/** E[x²/(x² + beside)] of a Gaussian x. */
function gaussianShare(mean: number, deviation: number, beside: number): number {
  const step = (2 * FAR) / POINTS;
  let sum = 0;
  for (let i = 0; i < POINTS; i++) {
    const noise = (i + 0.5) * step - FAR;
    const square = (mean + deviation * noise) * (mean + deviation * noise);
    sum += (DENSITIES[i]! * square) / (square + beside);
  }
  return sum * step;
}

const DENSITIES = Float64Array.from({ length: POINTS }, (_, i) =>
  normalDensity(((i + 0.5) * 2 * FAR) / POINTS - FAR),
);

function factorial(n: number): number {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return product;
}

function integerPower(base: number, by: number): number {
  let product = 1;
  for (let k = 0; k < by; k++) product *= base;
  return product;
}

/**
 * The power of d in ‖P w‖/‖w‖ with n = d^(ℓ−δ) samples, whatever the step: −min(1, δ)/2 for the norm, not its square.
 * One batch holds a signal of 1 against noise of d^δ in the square, but noise falls into the target's span too: 1/d.
 */
export const undersampledExponent = (delta: number): number => -Math.min(1, Math.max(0, delta)) / 2;

/**
 * Ratio of v to u in the gradient of a second step, rows normalized, correlation loss, f* = u/√2 + u v: along u it is
 * E[σ′] /√2 = 1/(2√2), along v it is E[u σ′(w·z)] = φ(0) cos θ; so 2 φ(0) √2 cos θ = 1.128 cos θ.
 *
 * @param overlap cos θ of the neuron with u
 */
export const secondStepRatio = (overlap: number): number => 2 * normalDensity(0) * Math.SQRT2 * overlap;

/** Slope of ln of a law in ln d over some dimensions, by least squares, n = round(d^power). */
export function predictedSlope(
  law: (inputDim: number, batchSize: number) => number,
  inputDims: readonly number[],
  power: number,
): number {
  return slope(
    inputDims.map(log),
    inputDims.map((d) => log(law(d, samplesAt(d, power)))),
  );
}

/** round(d^power), at least 1. */
export const samplesAt = (inputDim: number, power: number): number =>
  Math.max(1, Math.round(exp(power * log(inputDim))));
