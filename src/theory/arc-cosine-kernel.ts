import { cos, sin } from '../numerics/elementary.ts';

/** A wide network on the cube, at the start: w uniform on the sphere of radius initScale, a = ±initScale. */
export interface WideNetwork {
  readonly inputDim: number;
  readonly initScale: number;
  /** Rates of the layers; 0 takes a layer's part away. */
  readonly firstRate: number;
  readonly secondRate: number;
}

/**
 * The tangent kernel of both layers in the limit of infinite width, for x, x′ = ±1 that differ in h coordinates:
 * with ρ = x·x′/d = 1 − 2h/d and φ = arccos ρ,
 *
 *   K = firstRate θ² d ρ (π − φ)/(2π) + secondRate θ² (√(1 − ρ²) + (π − φ) ρ)/(2π),
 *
 * which is firstRate E[a² 1{w·x > 0} 1{w·x′ > 0}] x·x′ + secondRate E[relu(w·x) relu(w·x′)]. Source: derived
 * from the arc-cosine kernels of orders 0 and 1, with E over the sphere instead of Gaussians.
 *
 * @returns K at h = 0 … d
 */
export function tangentKernel({ inputDim, initScale, firstRate, secondRate }: WideNetwork): Float64Array {
  return Float64Array.from({ length: inputDim + 1 }, (_, h) => {
    const rho = 1 - (2 * h) / inputDim;
    const sine = (2 * Math.sqrt(h * (inputDim - h))) / inputDim;
    const both = (Math.PI - angle(rho, sine)) / (2 * Math.PI);
    const features = sine / (2 * Math.PI) + both * rho;
    return initScale * initScale * (firstRate * inputDim * rho * both + secondRate * features);
  });
}

/**
 * The kernel of an infinitely wide ReLU network whose first layer moves a little, on {−1, +1}ᵈ:
 * ρ (1 − arccos(ρ)/π) with ρ = x·x′/d = 1 − 2m/d, which is 2 ρ P(w·x > 0, w·x′ > 0).
 *
 * @returns its value where m = 0 … d coordinates differ
 */
export function firstLayerKernel(dim: number): Float64Array {
  return Float64Array.from({ length: dim + 1 }, (_, m) => {
    const cosine = 1 - (2 * m) / dim;
    return cosine * (1 - angle(cosine, (2 * Math.sqrt(m * (dim - m))) / dim) / Math.PI);
  });
}

/**
 * E[relu(w·x) relu(w·x′)] over w uniform on the unit sphere: ‖x‖‖x′‖ (sin φ + (π − φ) cos φ)/(2πd), φ their angle.
 * Random features are it in the limit of infinite width. Source: the arc-cosine kernel of order 1.
 *
 * @param norm ‖x‖, above 0
 * @param otherNorm ‖x′‖, above 0
 */
export function reluKernel(product: number, norm: number, otherNorm: number, inputDim: number): number {
  const cosine = Math.min(1, Math.max(-1, product / (norm * otherNorm)));
  const sine = Math.sqrt((1 - cosine) * (1 + cosine));
  const both = sine + (Math.PI - angle(cosine, sine, 3)) * cosine;
  return (norm * otherNorm * both) / (2 * Math.PI * inputDim);
}

/**
 * x·x′ (1 − φ/π), φ the angle of x and x′, which is 2 x·x′ P(w·x > 0, w·x′ > 0): the tangent kernel of the first layer,
 * to 1e-8 of ‖x‖‖x′‖.
 *
 * @param product x·x′
 * @param norms ‖x‖‖x′‖, above 0
 */
export const gatesKernel = (product: number, norms: number): number =>
  product * (1 - arccos(Math.min(1, Math.max(-1, product / norms))) / Math.PI);

/** To 2e-8, for matrices of millions of entries. Source: Abramowitz and Stegun 4.4.46. */
function arccos(x: number): number {
  if (x < 0) return Math.PI - arccos(-x);
  let sum = -0.0012624911;
  for (const coefficient of ARCCOS) sum = sum * x + coefficient;
  return Math.sqrt(1 - x) * sum;
}

const ARCCOS = [
  0.0066700901, -0.0170881256, 0.030891881, -0.0501743046, 0.0889789874, -0.2145988016, 1.570796305,
];

/**
 * φ in [0, π] with cos φ and sin φ as given: φ += sin(the angle that is missing) converges to the third order, from 0.34
 * to 0.006, 4e-8 and nothing.
 */
function angle(cosine: number, sine: number, rounds = 5): number {
  let phi = (Math.PI / 2) * (1 - cosine);
  for (let i = 0; i < rounds; i++) phi += sine * cos(phi) - cosine * sin(phi);
  return phi;
}
