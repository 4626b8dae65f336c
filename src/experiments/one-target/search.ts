/** What is known of a number: it is above `low` and at most `high`; null where nothing bounds it from above. */
export interface Bounds {
  readonly low: number;
  readonly high: number | null;
}

/** Places by which a search goes outwards first; then twice as many each time. */
const STRIDE = 4;

/**
 * Between which two neighbors of growing sizes something begins to succeed: outwards from a start until a success and
 * a failure are known, then by halves between them. Where chance makes success come and go it is one such place.
 *
 * @param sizes growing, at least one
 * @param start number of the size that is tried first
 * @returns `low` is 0 where even the smallest succeeds, `high` null where even the largest fails
 */
export function firstSuccess(
  sizes: readonly number[],
  start: number,
  succeeds: (size: number) => boolean,
): Bounds {
  let [low, high] = [-1, sizes.length];
  for (let at = start, stride = STRIDE; high - low > 1; stride *= 2) {
    if (succeeds(sizes[at]!)) high = at;
    else low = at;
    if (low < 0) at = Math.max(0, high - stride);
    else if (high === sizes.length) at = Math.min(sizes.length - 1, low + stride);
    else at = (low + high) >> 1;
  }
  return { low: sizes[low] ?? 0, high: sizes[high] ?? null };
}

/** Whole numbers from one to another, each about `ratio` times the one before. */
export function geometricSizes(from: number, to: number, ratio: number): number[] {
  const sizes = [Math.round(from)];
  for (let size = from * ratio; size < to * ratio; size *= ratio) {
    const next = Math.round(Math.min(size, to));
    if (next > sizes.at(-1)!) sizes.push(next);
  }
  return sizes;
}
