import { type BootstrapFit, bootstrapExponent } from '../fits/bootstrap.ts';
import type { LawFit } from '../fits/censored.ts';
import { compareLaws, type LawComparison, shortName } from '../fits/compare.ts';
import { type ExponentFit, fitExponent } from '../fits/exponent.ts';
import { powerBesideLog } from '../fits/laws.ts';
import type { Observation } from '../fits/observation.ts';
import { powerToSeparate } from '../fits/power.ts';
import { isRefusal, type Refusal } from '../fits/sample.ts';
import { resultsOf } from './counts.ts';
import type { KnownTrials } from './known.ts';
import {
  fittedAxis,
  type Group,
  groupsOf,
  type Quantity,
  resultsAlong,
  searchGroups,
} from './observations.ts';
import type { SweepResults } from './results.ts';

/** What is asked of a fit. */
export interface FitOptions {
  /** What is fitted; samples unless given. */
  readonly of?: Quantity;
  /** The axis it is fitted against; `fittedAxis` chooses unless given. */
  readonly against?: string;
  readonly confidence?: number;
}

/** An exponent with its interval, or why there is none. An end that data do not bound is null. */
export type Exponent =
  | { readonly estimate: number | null; readonly interval: readonly [number | null, number | null] }
  | Refusal;

/** A law in the comparison. */
interface ComparedLaw {
  readonly name: string;
  /** With its numbers. */
  readonly formula: string;
  /** Its BIC minus that of the best. */
  readonly deltaBic: number;
  readonly verdict: 'best' | 'not distinguishable' | 'rejected';
}

/** What the runs of a group say of a law. Plain JSON. */
export interface GroupFit {
  /** Values of the other axes. */
  readonly at: Readonly<Record<string, unknown>>;
  /** A quantity, or the setting that a search was for. */
  readonly of: string;
  readonly against: string;
  readonly confidence: number;
  readonly runs: number;
  /** Runs that gave up or diverged before the rule held: they are bounds from below. */
  readonly unfinished: number;
  readonly diverged: number;
  /** Trials that say nothing. */
  readonly failed: number;
  readonly pending: number;
  /** α of c·d^α. */
  readonly exponent: Exponent;
  /** α of c·d^α·ln d: the power that is left once ln d is taken out. */
  readonly besideLog: Exponent;
  /** α of c·d^α by a bootstrap over x and seeds, which trusts neither the law nor that runs are independent. */
  readonly bootstrap: Exponent;
  readonly laws: readonly ComparedLaw[];
  /** Probability of so bad a fit of the best law by chance; null where it cannot be told. */
  readonly lackOfFit: number | null;
  /** What follows, a sentence an entry. */
  readonly words: readonly string[];
  /** What would tell the best law from those that are as good, a sentence a rival. */
  readonly power: readonly string[];
}

/** A fit with its laws as curves over the axis. */
export interface FittedGroup extends GroupFit {
  readonly curves: readonly { readonly name: string; readonly fit: LawFit }[];
}

/**
 * Fits laws to every group of runs of a sweep, or to what its searches found.
 *
 * @throws Misuse when the sweep has no axis to fit against
 */
export function fitSweep(known: KnownTrials, options: FitOptions = {}): FittedGroup[] {
  const { bracket } = known.plan;
  if (!bracket) return fitResults(resultsOf(known), options);
  const against = fittedAxis(fittableResults(known), options.against);
  const manner = { of: bracket.setting, against, confidence: options.confidence ?? 0.95 };
  return searchGroups(known, bracket, against).map((group) => fitGroup(group, manner));
}

/** Results whose axes a fit can be against: those of a search without the setting searched for, and as listed only. */
export function fittableResults(known: KnownTrials): SweepResults {
  const results = resultsOf(known);
  const { bracket } = known.plan;
  if (!bracket) return results;
  return { ...results, axes: results.axes.filter((axis) => axis !== bracket.setting), derived: [] };
}

/** The same of a sweep without searches, by its results. */
export function fitResults(results: SweepResults, options: FitOptions = {}): FittedGroup[] {
  const { of = 'samples', confidence = 0.95 } = options;
  const against = fittedAxis(results, options.against);
  const along = resultsAlong(results, against);
  return groupsOf(along, against, of).map((group) => fitGroup(group, { of, against, confidence }));
}

/** Resamples times runs that a bootstrap may take: a second or two. */
const BOOTSTRAP_WORK = 500_000;
const ROUNDS = 999;

function fitGroup(
  group: Group,
  { of, against, confidence }: Pick<GroupFit, 'of' | 'against' | 'confidence'>,
): FittedGroup {
  const { at, observations, ...counts } = group;
  const shared = { at, of, against, confidence, runs: observations.length, ...counts };
  if (observations.length === 0) return refused(shared, 'no run is done');
  const early = observations.filter(({ high }) => high === 0).length;
  if (early > 0)
    return refused(shared, `in ${early} of ${observations.length} runs the rule held before any training`);
  const exponent = fitExponent(observations, { confidence });
  const besideLog = fitExponent(observations, { confidence, law: powerBesideLog });
  const rounds = Math.min(ROUNDS, Math.floor(BOOTSTRAP_WORK / Math.max(1, observations.length)));
  const bootstrap =
    rounds < 99
      ? { refused: 'there are so many runs that resampling them would take minutes' }
      : bootstrapExponent(observations, { confidence, rounds });
  const comparison = compareLaws(observations);
  if (isRefusal(comparison)) return refused(shared, comparison.refused);
  return {
    ...shared,
    exponent: plain(exponent),
    besideLog: plain(besideLog),
    bootstrap: resampled(bootstrap, observations),
    laws: comparison.candidates.map(({ fit, deltaBic, verdict }) => ({
      name: fit.law.name,
      formula: formulaOf(fit),
      deltaBic,
      verdict,
    })),
    lackOfFit: comparison.lackOfFit.pValue,
    words: [comparison.words, ...warningsOf(bootstrap), ...divergedInWords(group.diverged)],
    power: powerOf(comparison, observations),
    curves: comparison.candidates.map(({ fit }) => ({ name: shortName(fit), fit })),
  };
}

/** An interval without ends is none, and there is a reason. */
function resampled(fit: BootstrapFit | Refusal, observations: readonly Observation[]): Exponent {
  if (isRefusal(fit) || fit.interval.some(Number.isFinite)) return plain(fit);
  const count = new Set(observations.map(({ x }) => x)).size;
  if (fit.warning !== null) return { refused: `${count} values of d are too few` };
  return { refused: `${fit.failed} of ${fit.rounds} resamples do not determine the exponent` };
}

const warningsOf = (fit: BootstrapFit | Refusal) =>
  !isRefusal(fit) && fit.warning !== null && fit.interval.some(Number.isFinite) ? [fit.warning] : [];

function divergedInWords(count: number): string[] {
  if (count === 0) return [];
  const [runs, they, their] = count === 1 ? ['run', 'it counts', 'its'] : ['runs', 'they count', 'their'];
  const would = count === 1 ? 'it' : 'they';
  return [
    `${count} ${runs} diverged; ${they} as not there yet at ${their} last measurement, though ${would} would never come: look at the success rates.`,
  ];
}

function refused(
  shared: Omit<GroupFit, 'exponent' | 'besideLog' | 'bootstrap' | 'laws' | 'lackOfFit' | 'words' | 'power'>,
  reason: string,
): FittedGroup {
  const refusal = { refused: reason };
  return {
    ...shared,
    exponent: refusal,
    besideLog: refusal,
    bootstrap: refusal,
    laws: [],
    lackOfFit: null,
    words: [`No law was fitted: ${reason}.`],
    power: [],
    curves: [],
  };
}

/** Rivals of the best law for which it is said what would decide. */
const RIVALS = 3;

/** A larger share of unfinished runs makes a chance that takes all for finished say nothing. */
const MOST_UNFINISHED = 0.2;

function powerOf({ candidates }: LawComparison, observations: readonly Observation[]): string[] {
  const { law, coefficients, sigma } = candidates[0]!.fit;
  const xs = [...new Set(observations.map(({ x }) => x))].sort((a, b) => a - b);
  const seeds = Math.max(1, Math.round(observations.length / xs.length));
  if (xs.length < 2) return [];
  const rivals = candidates.filter(({ verdict }) => verdict === 'not distinguishable').slice(0, RIVALS);
  const unfinished = observations.filter(({ high }) => high === Infinity).length;
  if (rivals.length > 0 && unfinished > MOST_UNFINISHED * observations.length)
    return [
      `What would tell them apart is not stated: ${unfinished} of ${observations.length} runs are unfinished, and chances are known only if all runs finish.`,
    ];
  const said = rivals.map(
    ({ fit }) => powerToSeparate({ xs, seeds, sigma, truth: { law, coefficients }, rival: fit.law }).words,
  );
  return [...new Set(said)];
}

const bounded = (value: number) => (Number.isFinite(value) ? value : null);

function plain(fit: Pick<ExponentFit, 'estimate' | 'interval'> | Refusal): Exponent {
  if (isRefusal(fit)) return { refused: fit.refused };
  const [low, high] = fit.interval;
  return { estimate: fit.estimate, interval: [bounded(low), bounded(high)] };
}

/** A law with its numbers: `1.23·d^1.21`. */
export function formulaOf({ law, coefficients }: Pick<LawFit, 'law' | 'coefficients'>): string {
  const text = law.params.reduce(
    (name, param, k) => name.replace(param, Number(coefficients[k]!.toPrecision(3)).toString()),
    law.name,
  );
  return text.replace('+ -', '− ').replaceAll('-', '−');
}
