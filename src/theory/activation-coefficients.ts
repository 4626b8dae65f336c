import type { Activation } from '../engines/engine.ts';
import type { Bounded } from '../formulas/expansion.ts';
import { hermite } from '../formulas/functions.ts';
import { exp } from '../numerics/elementary.ts';

/** Beyond it e^{−x²/2} times a polynomial of degree 40 is below 10^−16 of its integral. */
const END = 16;
const STEPS = 1024;
const ROUNDING = 2 ** -52;

/**
 * c_k = E[σ(x) He_k(x)] for k = 0, 1, …: of ReLU in closed form, of others, which are analytic in a strip, by the
 * trapezoidal rule, whose error falls exponentially with the number of points.
 *
 * @returns bounds of trapezoids are the difference from every second point, and rounding
 */
export function activationCoefficients(activation: Activation, degree: number): readonly Bounded[] {
  const degrees = Array.from({ length: degree + 1 }, (_, k) => k);
  return degrees.map(activation.name === 'relu' ? reluCoefficient : (k) => byTrapezoids(activation, k));
}

/** E[max(x, 0) He_k(x)] = He_{k−2}(0)/√(2π) for k ≥ 2. */
function reluCoefficient(k: number): Bounded {
  const value = k === 1 ? 1 / 2 : density(0) * (k === 0 ? 1 : hermite(k - 2, 0));
  return { value, errorBound: 2 * ROUNDING * Math.abs(value) };
}

const density = (x: number) => exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

function byTrapezoids({ value }: Activation, k: number): Bounded {
  const width = END / STEPS;
  let [fine, coarse, size] = [0, 0, 0];
  for (let i = 0; i <= STEPS; i++) {
    const x = i * width;
    const weight = density(x) * hermite(k, x) * (i === 0 ? 1 / 2 : 1);
    const both = weight * (value(x) + (k % 2 === 0 ? 1 : -1) * value(-x));
    fine += both;
    if (i % 2 === 0) coarse += both;
    size += Math.abs(weight) * (Math.abs(value(x)) + Math.abs(value(-x)));
  }
  const errorBound = width * (Math.abs(fine - 2 * coarse) + (k + 4) * ROUNDING * size);
  return { value: width * fine, errorBound };
}
