import { betaCdf } from '../numerics/distributions.ts';
import { exp, log } from '../numerics/elementary.ts';
import { fitLaw, type LawFit } from './censored.ts';
import { laws } from './laws.ts';
import { createResiduals, firstGuess, fitLevels, LEAST_SIGMA, type Residuals } from './levels.ts';
import type { Observation } from './observation.ts';
import { counted, isRefusal, type Refusal, type Sample, sampleOf } from './sample.ts';

/** A law whose BIC is more than this above the best one's is rejected (Kass and Raftery call 10 very strong). */
export const REJECTED_ABOVE = 10;

/** Through fewer x than this most laws pass: what is ranked then is luck. */
const LEAST_X = 3;

/** A candidate beside the best. */
export interface Candidate {
  readonly fit: LawFit;
  /** −2 ln L + k ln n, σ among the k parameters, unfinished runs among the n. */
  readonly bic: number;
  /** Above the best one's. */
  readonly deltaBic: number;
  readonly verdict: 'best' | 'not distinguishable' | 'rejected';
}

/** Whether a law fits within the scatter between seeds: against a level of its own at every x. */
export interface LackOfFit {
  /** Probability of so bad a fit under the law; null where there are too few x or seeds to tell. */
  readonly pValue: number | null;
  readonly words: string;
}

/** All laws against each other. */
export interface LawComparison {
  /** The best first. */
  readonly candidates: readonly Candidate[];
  /** Laws that could not be fitted, and why. */
  readonly leftOut: readonly { readonly law: string; readonly refused: string }[];
  readonly lackOfFit: LackOfFit;
  /** The answer in a few sentences. */
  readonly words: string;
}

/**
 * Compares all laws by the Bayesian information criterion. Runs count as independent: with seeds shared between x the
 * answer is on the careful side, as shared luck moves all x together.
 *
 * @returns or a refusal where no law can be fitted, or there are too few x to compare any
 * @throws Misuse when an observation cannot be one
 */
export function compareLaws(observations: readonly Observation[]): LawComparison | Refusal {
  const sample = sampleOf(observations);
  const count = new Set(sample.logX).size;
  if (count < LEAST_X)
    return {
      refused: `this needs at least ${LEAST_X} values of d, there ${count === 1 ? 'is 1' : `are ${count}`}`,
    };
  const fits = laws.map((law) => fitLaw(law, sample));
  const leftOut = fits.flatMap((fit, i) => (isRefusal(fit) ? [{ law: laws[i]!.name, ...fit }] : []));
  const fitted = fits.filter((fit): fit is LawFit => !isRefusal(fit));
  if (fitted.length === 0) return { refused: leftOut[0]!.refused };
  const candidates = ranked(fitted, observations.length);
  const lackOfFit = lackOfFitOf(candidates[0]!.fit, sample);
  return { candidates, leftOut, lackOfFit, words: `${inWords(candidates)} ${lackOfFit.words}` };
}

/** Bayesian information criterion of a fit to n runs. */
export const bicOf = ({ logLikelihood, parameters }: LawFit, runs: number) =>
  -2 * logLikelihood + parameters * log(runs);

function ranked(fits: readonly LawFit[], runs: number): Candidate[] {
  const bics = fits.map((fit) => ({ fit, bic: bicOf(fit, runs) })).sort((a, b) => a.bic - b.bic);
  return bics.map(({ fit, bic }, i) => {
    const deltaBic = bic - bics[0]!.bic;
    const verdict = i === 0 ? 'best' : deltaBic > REJECTED_ABOVE ? 'rejected' : 'not distinguishable';
    return { fit, bic, deltaBic, verdict };
  });
}

/** A law with its exponent: `c·d^1.21`. */
export function shortName({ law, exponent }: LawFit): string {
  if (exponent === null || !Number.isFinite(exponent)) return law.name;
  return law.name.replace('^α', `^${exponent.toFixed(2)}`);
}

const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

function inWords(candidates: readonly Candidate[]): string {
  const named = (verdict: Candidate['verdict']) => candidates.filter((each) => each.verdict === verdict);
  const close = named('not distinguishable').map(({ fit }) => shortName(fit));
  const rejected = named('rejected').map(
    ({ fit, deltaBic }) => `${shortName(fit)} by ${deltaBic.toFixed(0)}`,
  );
  const parts = [`${shortName(candidates[0]!.fit)} is best`];
  if (close.length > 0)
    parts.push(`${listed(close)} ${close.length > 1 ? 'are' : 'is'} not distinguishable from it at these d`);
  if (rejected.length > 0) parts.push(`rejected are ${listed(rejected)} in BIC`);
  return `${parts.join('; ')}.`;
}

/** Below this probability of chance a fit is called bad. */
const BAD_FIT = 0.01;

/**
 * Likelihood ratio of a level of its own at every x against the law, W, as F = (e^(W/n) − 1)(n − X)/(X − k) with X − k
 * and n − X degrees of freedom: with exact data the F test of lack of fit in least squares (derived).
 */
function lackOfFitOf(fit: LawFit, sample: Sample): LackOfFit {
  const runs = sample.logX.length;
  const { groups, logLikelihood } = fitEveryX(counted(sample));
  const [above, below] = [groups - (fit.parameters - 1), runs - groups];
  const tooFew = (what: string) => ({ pValue: null, words: `Whether it fits cannot be told: ${what}.` });
  if (above < 1) return tooFew('there are not more x than parameters');
  if (below < 1) return tooFew('there is one run at each x');
  if (!Number.isFinite(logLikelihood)) return tooFew('runs at equal x have no scatter');
  const statistic = Math.max(0, 2 * (logLikelihood - fit.logLikelihood));
  const ratio = ((exp(statistic / runs) - 1) * below) / above;
  const pValue = betaCdf(below / (below + above * ratio), below / 2, above / 2);
  const shown = pValue < 1e-4 ? 'p < 0.0001' : `p = ${pValue.toPrecision(2)}`;
  const words =
    pValue < BAD_FIT
      ? `But it does not fit within the scatter between seeds (${shown}): the best of these laws is not good.`
      : `It fits within the scatter between seeds (${shown}).`;
  return { pValue, words };
}

/** Likeliest levels at every x with a common scatter. Where all runs are unfinished, a level far off fits perfectly. */
function fitEveryX(sample: Sample) {
  const { logX, low, high, weight } = sample;
  const { groups, seen } = seenLevels(sample);
  const kept = [...logX.keys()].filter((i) => seen.has(logX[i]!));
  const residuals: Residuals = {
    ...createResiduals(kept.length),
    low: Float64Array.from(kept, (i) => low[i]!),
    high: Float64Array.from(kept, (i) => high[i]!),
    weight: Float64Array.from(kept, (i) => weight[i]!),
    group: Int32Array.from(kept, (i) => seen.get(logX[i]!)!),
  };
  const { logLikelihood, converged, tau } = fitLevels(residuals, firstGuess(residuals, seen.size));
  const isSound = converged && tau < 0.99 / LEAST_SIGMA;
  return { groups, logLikelihood: isSound ? logLikelihood : Number.NaN };
}

/** How many x there are, and numbers for those with a run bounded from below and one bounded from above. */
function seenLevels({ logX, low, high }: Sample) {
  const bounds = new Map<number, { below: boolean; above: boolean }>();
  for (const [i, x] of logX.entries()) {
    const known = bounds.get(x) ?? { below: false, above: false };
    known.below ||= low[i]! > -Infinity;
    known.above ||= high[i]! < Infinity;
    bounds.set(x, known);
  }
  const seen = [...bounds.keys()].filter((x) => bounds.get(x)!.below && bounds.get(x)!.above);
  return { groups: bounds.size, seen: new Map(seen.map((x, level) => [x, level])) };
}
