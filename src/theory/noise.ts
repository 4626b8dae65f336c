import { log } from '../numerics/elementary.ts';
import { findingRate } from './xor.ts';

/*
 * Batch noise in phase 1 (derived, paper A's loss; q is the quietness n/(ηd)). Each step adds to w_perp a random
 * vector whose square is η² a² d/n · ½, so that r² = ‖w_perp‖² grows at rate a²/(2q) per unit time. While |a|
 * still is θ, r² = θ²(1 + T/(2q)), and the signal, which grows at rate ρ a/r with ρ = 1/√(2π), slows down.
 */

/**
 * Time at which the signal of a typical neuron catches up with a perpendicular part that batch noise makes grow:
 * with u² = 1 + T/(2q), the u > 1 at which 4qρ(u − 1) = ½ ln d + ln u. For large q it is `phase1Time`.
 *
 * @param quiet n/(ηd) > 0
 * @returns an upper estimate: the growth of |a| meanwhile is left out
 */
export function noisyPhase1Time(inputDim: number, quiet: number): number {
  const lead = (u: number) => 4 * quiet * findingRate(2) * (u - 1) - log(inputDim) / 2 - log(u);
  let low = 1;
  let high = 2;
  while (lead(high) < 0) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (lead(middle) < 0) low = middle;
    else high = middle;
  }
  return 2 * quiet * (high * high - 1);
}

/**
 * The quietness n/(ηd) below which noise wins for good, √(2π)/4 · d^(−1/4): noise makes r² and a² feed each other
 * ((r²)′ = a²/(2q), (a²)′ = r²/(2qd)), both norms then grow at rate 1/(4q√d) with a/r = d^(−1/4), and the signal
 * grows at ρ d^(−1/4) only.
 */
export function drowningQuiet(inputDim: number): number {
  return 1 / (4 * findingRate(2) * Math.sqrt(Math.sqrt(inputDim)));
}
