import type { Activation } from '../src/engines/engine.ts';

/** Unit roundoff of float32. */
export const UNIT_ROUNDOFF = 2 ** -24;

const U = UNIT_ROUNDOFF;

/** How far float32 may be off in σ(z) and σ′(z) where z itself is off by at most `error`. */
export interface Rounding {
  value(z: number, error: number): number;
  slope(z: number, error: number): number;
}

/** Exact but for z; where |z| is below its own bound the slope may fall on either side. */
export const reluRounding: Rounding = {
  value: (z, error) => (z < -error ? 0 : error),
  slope: (z, error) => (Math.abs(z) <= error ? 1 : 0),
};

/** Largest |σ′| and |σ″|, and the relative errors of a kernel's σ and absolute ones of its σ′, in units of u. */
interface Smooth {
  readonly steepest: number;
  readonly bend: number;
  readonly value: number;
  readonly slope: number;
}

/**
 * From the errors that elementary.ts states, an ulp being at most 2u: erf 1.4, tanh 2.7, exp 1.1, log1p 0.9 ulp.
 *
 * - erf: 2.8u; its slope c e^(−z²): c, z² and the product each u, exp 2.2u; |σ′| (5.2 + z²) u ≤ 6.3u
 * - tanh: 5.4u; 1 − y²: 2 · 5.4u y² + u y² + u ≤ 12.8u
 * - softplus: max(z, 0) + log1p(e), e = exp(−|z|): 2.2u e/(1 + e) + 1.8u log1p(e) + u σ ≤ 5u σ; the slope, a
 *   quotient of e or 1 and 1 + e: 2.2u twice, the sum and the quotient u each, all times a slope ≤ 1
 */
const smooth: Readonly<Record<string, Smooth>> = {
  erf: { steepest: 2 / Math.sqrt(Math.PI), bend: 0.97, value: 2.8, slope: 6.3 },
  tanh: { steepest: 1, bend: 0.77, value: 5.4, slope: 12.8 },
  softplus: { steepest: 1, bend: 0.25, value: 5, slope: 6.4 },
};

/** Σ_k |c_k| k(k−1)…(k−order+1) |z|^(k−order). */
function magnitude(coefficients: readonly number[], order: number, z: number): number {
  let sum = 0;
  for (const [k, c] of coefficients.entries()) {
    let factor = Math.abs(c);
    for (let i = 0; i < order; i++) factor *= k - i;
    if (k >= order) sum += factor * Math.abs(z) ** (k - order);
  }
  return sum;
}

/**
 * What an activation with kernels may be off by. Horner's rule rounds a coefficient and then twice a term: m terms
 * cost (2m + 1) u Σ |c_k z^k|, and its derivative, a sum of partial values by the same rule, one more.
 */
export function roundingOf({ name, parameters: c, value }: Activation): Rounding {
  if (name === 'relu') return reluRounding;
  const m = c.length;
  if (name === 'polynomial') {
    return {
      value: (z, error) => {
        const far = Math.abs(z) + error;
        return (2 * m + 1) * U * magnitude(c, 0, far) + error * magnitude(c, 1, far);
      },
      slope: (z, error) => {
        const far = Math.abs(z) + error;
        return (2 * m + 2) * U * magnitude(c, 1, far) + error * magnitude(c, 2, far);
      },
    };
  }
  const bounds = smooth[name]!;
  return {
    value: (z, error) => bounds.steepest * error + bounds.value * U * (Math.abs(value(z)) + error),
    slope: (_, error) => bounds.bend * error + bounds.slope * U,
  };
}
