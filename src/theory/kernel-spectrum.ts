import { erf } from '../numerics/elementary.ts';

/** What a kernel makes of the parities of l of d signs: there are `count`, all with the same eigenvalue. */
interface Degree {
  readonly count: number;
  readonly eigenvalue: number;
}

/** A kernel on the cube: its low degrees one by one, and the sum of count · eigenvalue over all others. */
export interface Spectrum {
  readonly degrees: readonly Degree[];
  readonly rest: number;
}

const HIGHEST_DEGREE = 6;

/**
 * The eigenvalues of a kernel on {−1, +1}ᵈ with uniform x: eigenfunctions are the parities, those of l signs have
 * λ_l = 2^−d Σ_m C(d, m) k_m φ_l(m) with the Krawtchouk polynomials (d − l) φ_{l+1} = (d − 2m) φ_l − l φ_{l−1}.
 *
 * @param kernel its value where m = 0 … d coordinates differ; d from 8 to 1000
 */
export function cubeSpectrum(kernel: Float64Array): Spectrum {
  const dim = kernel.length - 1;
  const degrees = Array.from({ length: HIGHEST_DEGREE + 1 }, () => ({ count: 0, eigenvalue: 0 }));
  let weight = 1 / 2 ** dim; // of m differing coordinates
  for (let m = 0; m <= dim; m++) {
    let [before, polynomial, count] = [0, 1, 1];
    for (const [l, degree] of degrees.entries()) {
      degree.eigenvalue += weight * kernel[m]! * polynomial;
      degree.count = count;
      count *= (dim - l) / (l + 1);
      [before, polynomial] = [polynomial, ((dim - 2 * m) * polynomial - l * before) / (dim - l)];
    }
    weight *= (dim - m) / (m + 1);
  }
  const low = degrees.reduce((sum, { count, eigenvalue }) => sum + count * eigenvalue, 0);
  return { degrees, rest: kernel[0]! - low };
}

/**
 * The test error of a kernel that interpolates n samples of a parity, by default of two signs, for many coordinates
 * (derived): with k from n = Σ count λ/(λ + k), the fit keeps s = λ₂/(λ₂ + k) of the parity and has the mean square error
 * (1 − s)²/(1 − γ), γ = Σ count (λ/(λ + k))²/n; all but the kept parity is taken as Gaussian. Degrees whose
 * parities outnumber the samples by far have λ ≪ k: together they act as a ridge, rest/k.
 *
 * @param samples n, far below the number of parities of degree seven
 * @param order signs in the parity, 0 … 6
 */
export function interpolationError({ degrees, rest }: Spectrum, samples: number, order = 2): number {
  const share = (degree: number, k: number) =>
    degrees[degree]!.eigenvalue / (degrees[degree]!.eigenvalue + k);
  const fitted = (k: number) => degrees.reduce((sum, { count }, l) => sum + count * share(l, k), rest / k);
  let [low, high] = [1e-20, 1e20];
  for (let i = 0; i < 200; i++) {
    const middle = Math.sqrt(low * high);
    if (fitted(middle) > samples) low = middle;
    else high = middle;
  }
  const kept = share(order, low);
  const lost = (1 - kept) * (1 - kept);
  const repeated = degrees.reduce((sum, { count }, l) => sum + count * share(l, low) * share(l, low), 0);
  const noise = lost / (1 - repeated / samples) - lost;
  return (1 - erf(kept / Math.sqrt(2 * noise))) / 2;
}

/** The number of samples, not rounded, at which `interpolationError` falls below an error. */
export function samplesToError(spectrum: Spectrum, error: number, order = 2): number {
  let [low, high] = [1, 1e9];
  while (high - low > 1e-6 * low) {
    const middle = Math.sqrt(low * high);
    if (interpolationError(spectrum, middle, order) > error) low = middle;
    else high = middle;
  }
  return high;
}
