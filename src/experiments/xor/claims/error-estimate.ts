import { type Estimate, meanOf, proportionOf } from '../../../numerics/inference.ts';

/**
 * Mean test error over seeds by Student's t, widened to what so many test samples in all can tell, by Clopper and Pearson:
 * seeds none of which has an error scatter by nothing, and are no proof of 0.
 *
 * @param errors shares of `testSize` samples, a seed each
 * @param alpha nine tenths of it for Student's t; the exact interval, of many samples, is narrow at any
 */
export function errorEstimate(errors: readonly number[], testSize: number, alpha: number): Estimate {
  const { estimate, interval } = meanOf(errors, 0.9 * alpha);
  const wrong = Math.round(errors.reduce((sum, error) => sum + error * testSize, 0));
  const exact = proportionOf(wrong, errors.length * testSize, 0.1 * alpha).interval;
  return {
    estimate,
    interval: [Math.max(0, Math.min(interval[0], exact[0])), Math.max(interval[1], exact[1])],
  };
}
