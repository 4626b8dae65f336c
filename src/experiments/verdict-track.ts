import type { Finding } from './claim.ts';

/** Where the tolerance lies on the track, 0 … 1. */
const BAND = [0.25, 0.75] as const;

/**
 * Places numbers of a finding on a track that runs from 0 to 1, on which the tolerance is the middle half, or reaches
 * to the end where it has no bound.
 *
 * @returns value → place, cut off at the ends
 */
export function placeOf({ estimate, interval, tolerance }: Finding): (value: number) => number {
  const [low, high] = tolerance;
  const [from, to] = BAND;
  const cut = (place: number) => Math.max(0, Math.min(1, place));
  if (Number.isFinite(low) && Number.isFinite(high)) {
    const width = high - low || Math.abs(high) || 1;
    return (value) => cut(from + ((to - from) * (value - low)) / width);
  }
  const edge = Number.isFinite(low) ? low : Number.isFinite(high) ? high : (estimate ?? 0);
  const far = [estimate ?? edge, ...interval].filter(Number.isFinite).map((value) => Math.abs(value - edge));
  const unit = 1.25 * Math.max(...far, 1e-12);
  const start = Number.isFinite(low) ? from : Number.isFinite(high) ? to : 0.5;
  return (value) => cut(start + ((value - edge) / unit) * (Number.isFinite(low) ? 1 - start : start));
}
