import { betaCdf, logGamma } from './distributions.ts';
import { log, log1p } from './elementary.ts';

/** Evidence, as logarithms, on which side of a number a success probability lies. */
export interface Evidence {
  /** Against p ≥ q. */
  readonly below: number;
  /** Against p ≤ q. */
  readonly above: number;
}

/**
 * How much trials speak against p ≥ q, and against p ≤ q: the likelihood, averaged evenly over the p on the other
 * side of q, by that of q,
 *
 *   above = ∫_q^1 p^s (1 − p)^f dp / ((1 − q) q^s (1 − q)^f),  below = ∫_0^q p^s (1 − p)^f dp / (q q^s (1 − q)^f).
 *
 * Each average is a supermartingale under what it speaks against: the probability that it ever reaches 1/α is at most
 * α (Ville's inequality), however many trials there are and whatever stops them. Source: derived; the mixture is
 * Robbins's.
 *
 * @param q strictly between 0 and 1
 */
export function evidenceAgainst(q: number, successes: number, failures: number): Evidence {
  const [s, f] = [successes, failures];
  const total = logGamma(s + 1) + logGamma(f + 1) - logGamma(s + f + 2);
  const atNull = s * log(q) + f * log1p(-q);
  const shareBelow = betaCdf(q, s + 1, f + 1);
  const logOf = (share: number) => (share > 0 ? log(share) : -Infinity);
  return {
    below: total + logOf(shareBelow) - log(q) - atNull,
    above: total + logOf(1 - shareBelow) - log1p(-q) - atNull,
  };
}
