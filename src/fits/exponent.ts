import { studentQuantile } from '../numerics/distributions.ts';
import { log } from '../numerics/elementary.ts';
import {
  EXPONENT_LIMIT,
  highestPoint,
  type LawFit,
  lawFitAt,
  type Point,
  type Profile,
  profileOf,
} from './censored.ts';
import { freePower, type Law } from './laws.ts';
import type { Observation } from './observation.ts';
import { counted, isRefusal, type Refusal, sampleOf, whyNot } from './sample.ts';

/** An exponent, its interval, and the law it stands in. */
export interface ExponentFit {
  /** null where the data bound it from one side only. */
  readonly estimate: number | null;
  /** By profile likelihood; ±Infinity where the data do not bound it. */
  readonly interval: readonly [low: number, high: number];
  readonly confidence: number;
  /** From the curvature of the profile; at most 50. */
  readonly standardError: number;
  readonly fit: LawFit;
}

const MOST_STEPS = 100;
/** So near, in standard errors, Newton's next step is the last: its error is below the square of this. */
const NEARLY = 1e-3;

/** What may be asked of an exponent. */
export interface ExponentOptions {
  /** A law with a free exponent: c·d^α unless given. */
  readonly law?: Law;
  /** 0.95 unless given. */
  readonly confidence?: number;
}

/**
 * The exponent of a law with an interval by profile likelihood: all exponents whose likelihood ratio statistic is at
 * most n ln(1 + t²/(n − 2)), t Student's quantile at n − 2 degrees, n the runs, unfinished ones counted.
 *
 * With exact data this is Student's interval of least squares, to the last digits (derived). With censored data the
 * same n is right too, as far as we measured: 94.5 to 95.3 % from 18 to 120 runs, up to 75 % unfinished (claim E2), where
 * the limit of χ² covers 92.6 % at 18 runs and counting finished runs only covers up to 97 %.
 *
 * @throws Misuse when an observation cannot be one
 */
export function fitExponent(
  observations: readonly Observation[],
  { law = freePower, confidence = 0.95 }: ExponentOptions = {},
): ExponentFit | Refusal {
  const all = sampleOf(observations);
  const reason = law.exponent === null ? `${law.name} has no free exponent` : whyNot(law, all);
  if (reason !== null) return { refused: reason };
  const sample = counted(all);
  const best = highestPoint(law, sample);
  if (isRefusal(best)) return best;
  const at = profileOf(law, sample);
  const reach = Math.sqrt(likelihoodRatioLimit(observations.length, confidence));
  const standardError = best.bend < 0 ? Math.min(1 / Math.sqrt(-best.bend), EXPONENT_LIMIT) : EXPONENT_LIMIT;
  const [low, high] = [-1, 1].map((side) => endOf(at, best, reach, side * standardError));
  if (Number.isNaN(low) || Number.isNaN(high))
    return { refused: `the search for the ends of the interval of ${law.name} did not converge` };
  const fit = lawFitAt(law, sample, best);
  const estimate = Number.isFinite(fit.exponent) ? fit.exponent : null;
  return { estimate, interval: [low!, high!], confidence, standardError, fit };
}

/** Level and exponent are two parameters. */
function likelihoodRatioLimit(runs: number, confidence: number): number {
  const t = studentQuantile((1 + confidence) / 2, runs - 2);
  return runs * log(1 + (t * t) / (runs - 2));
}

/**
 * Where the signed root of the likelihood ratio statistic, which is almost straight, comes to `reach` on one side.
 *
 * @param unit the standard error, with the sign of the side
 * @returns ±Infinity where it never comes to that; NaN where the search does not converge
 */
function endOf(at: Profile, best: Point, reach: number, unit: number): number {
  const limit = Math.sign(unit) * EXPONENT_LIMIT;
  let [inside, outside] = [best.exponent, Infinity * unit];
  let here = best;
  let next = best.exponent + reach * unit;
  for (let k = 0; k < MOST_STEPS; k++) {
    if ((next - limit) * unit >= 0) next = limit;
    here = at(next, here);
    if (!here.converged) return Number.NaN;
    const root = Math.sqrt(Math.max(0, 2 * (best.logLikelihood - here.logLikelihood)));
    if (root > reach) outside = next;
    else if (next === limit) return Infinity * unit;
    else inside = next;
    const newton = next + (((reach - root) * root) / Math.abs(here.rise)) * Math.sign(unit);
    if (Math.abs(root - reach) < NEARLY) return newton;
    const isBetween = (newton - inside) * unit > 0 && (outside - newton) * unit > 0;
    if (isBetween) next = newton;
    else next = Number.isFinite(outside) ? (inside + outside) / 2 : 3 * inside - 2 * best.exponent + unit;
  }
  return Number.NaN;
}
