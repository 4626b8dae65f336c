import type { Bounded, Expansion } from '../formulas/expansion.ts';
import { degreeOf } from './rotate-terms.ts';

/** An activation as first-layer gradients know it. */
export interface Sight {
  readonly activation: string;
  /** c_k = E[σ(x) He_k(x)], from k = 0 on. */
  readonly coefficients: readonly Bounded[];
}

/** Degrees, from 1 to the given one, that neurons with this activation cannot see: c_k = 0 as far as can be told. */
export function blindDegrees({ coefficients }: Sight, degree: number): number[] {
  return coefficients.flatMap(({ value, errorBound }, k) =>
    k >= 1 && k <= degree && Math.abs(value) <= errorBound ? [k] : [],
  );
}

/**
 * The part of a target that turns neurons: E[z σ′(w·z) f] = Σ_k c_{k+1} C_{k+1} × w^k/k! + w·(…) for unit w, so that
 * the terms of degree k with c_k = 0 turn none. Of ReLU without biases these are the odd degrees from 3 on, at every
 * step: for those terms z σ′(w·z) is an even function plus a linear one.
 */
export function seenPart(expansion: Expansion, sight: Sight): Expansion {
  const blind = new Set(blindDegrees(sight, expansion.degree));
  return { ...expansion, terms: expansion.terms.filter(({ exponents }) => !blind.has(degreeOf(exponents))) };
}
