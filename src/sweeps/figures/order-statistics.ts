import type { Bounds } from '../line.ts';

/** Of n values in order, the one with a share of them at or below it: a value that was measured, none in between. */
const rankOf = (share: number, n: number): number => Math.min(n - 1, Math.max(0, Math.ceil(share * n) - 1));

/** Lower quartile, median (of an even number the lower of the middle two) and upper quartile. */
export interface Quartiles {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** Quartiles of n ≥ 1 values, as far from the least as from the largest; each is one of the values. */
export function quartilesOf(values: readonly number[]): Quartiles {
  const sorted = [...values].sort((a, b) => a - b);
  const low = rankOf(0.25, sorted.length);
  const median = sorted[rankOf(0.5, sorted.length)]!;
  return { low: sorted[low]!, median, high: sorted[sorted.length - 1 - low]! };
}

/**
 * What is known of a quantile of values that are each known within bounds: the k-th least value lies above the k-th
 * least lower bound, and at or below the k-th least upper bound. Nothing is assumed of what lies beyond.
 *
 * @param bounds n ≥ 1; null where a value has no upper bound
 * @param share 0 … 1
 * @returns null for the upper bound where fewer values than that are bounded from above
 */
export function quantileBounds(bounds: readonly Bounds[], share: number): Bounds {
  const rank = rankOf(share, bounds.length);
  const lows = bounds.map(([low]) => low).sort((a, b) => a - b);
  const highs = bounds.map(([, high]) => high ?? Infinity).sort((a, b) => a - b);
  const high = highs[rank]!;
  return [lows[rank]!, Number.isFinite(high) ? high : null];
}
