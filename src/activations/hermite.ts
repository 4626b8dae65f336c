import { z } from 'zod';
import type { Activation } from '../engines/engine.ts';
import { field, type Kind } from '../settings/kind.ts';

const settings = {
  hermite: field(z.array(z.number().min(-1e6).max(1e6)).min(2).max(13).default([0, 1, 1, 1]), {
    symbol: 'c_k',
    doc: 'Hermite coefficients c_0, c_1, … of σ = Σ_k c_k He_k/k!, so that c_k = E[σ(x) He_k(x)]',
  }),
};

/** σ = Σ_k c_k He_k/k!, for features that ReLU cannot see. */
export const hermite: Kind<typeof settings, Activation> = {
  name: 'hermite',
  doc: 'the polynomial Σ_k c_k He_k/k! with the coefficients hermite',
  settings,
  create({ hermite: coefficients }) {
    const powers = inPowers(coefficients);
    const slopes = powers.slice(1).map((c, k) => c * (k + 1));
    return { name: 'polynomial', parameters: powers, value: horner(powers), derivative: horner(slopes) };
  },
};

/** Coefficients of 1, z, z², …, from He_{k+1} = z He_k − k He_{k−1}. */
function inPowers(coefficients: readonly number[]): number[] {
  const sum = coefficients.map(() => 0);
  let [before, he]: [number[], number[]] = [[], [1]];
  let factorial = 1;
  for (const [k, c] of coefficients.entries()) {
    if (k > 1) factorial *= k;
    for (const [i, power] of he.entries()) sum[i]! += (c / factorial) * power;
    const next = [0, ...he];
    for (const [i, power] of before.entries()) next[i]! -= k * power;
    [before, he] = [he, next];
  }
  return sum;
}

function horner(powers: readonly number[]): (z: number) => number {
  return (z) => {
    let sum = 0;
    for (let k = powers.length - 1; k >= 0; k--) sum = sum * z + powers[k]!;
    return sum;
  };
}
