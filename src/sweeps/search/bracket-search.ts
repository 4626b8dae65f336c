import { log } from '../../numerics/elementary.ts';
import { evidenceAgainst } from '../../numerics/evidence.ts';

/** What is to be bracketed: where along some values the success probability passes one number. */
export interface BracketPlan {
  /** All different, from where success is expected to be rare to where it is expected to be frequent; at least one. */
  readonly values: readonly number[];
  /** The success probability q whose crossing is sought, strictly between 0 and 1. */
  readonly probability: number;
  /** Of the whole answer, such as 0.95; below 1. */
  readonly confidence: number;
  /** Trials at most over all values, and at one of them. */
  readonly trials: number;
  readonly trialsPerValue: number;
}

/** How a search stands: a function of the plan and of what came of each trial, in the search's own order. */
export interface Search {
  readonly plan: BracketPlan;
  /** Evidence that certifies: ln(2K/(1 − confidence)). */
  readonly threshold: number;
  /** One a value. */
  readonly tallies: readonly Tally[];
  readonly guardTrials: number;
  /** Trials a value may have before its neighbors have had as many; doubled when nothing is left within it. */
  patience: number;
}

interface Tally {
  successes: number;
  failures: number;
  /** Seeds taken, those of which nothing came included. */
  drawn: number;
  /** On which side of q the success probability is certified to be, and on which side of one half. */
  side: Side;
  half: Side;
}

/** Of a probability; null while neither is certified. */
export type Side = 'below' | 'above' | null;

/** A trial by the place of its value. */
export interface Pick {
  readonly index: number;
  readonly seed: number;
}

/** Values looked at before the search, as shares of the way, each until one half is decided if all trials agree. */
const GUARDS = [0, 0.25, 0.5, 0.75, 1];

/** A search before its first trial. */
export function createSearch(plan: BracketPlan): Search {
  const threshold = log((2 * plan.values.length) / (1 - plan.confidence));
  return {
    plan,
    threshold,
    tallies: plan.values.map(() => ({ successes: 0, failures: 0, drawn: 0, side: null, half: null })),
    patience: Math.min(unanimousTrials(plan.probability, threshold), plan.trialsPerValue),
    guardTrials: Math.min(unanimousTrials(0.5, threshold), plan.trialsPerValue),
  };
}

/** So many successes certify, and so many failures: with less patience than either a clear case would stay open. */
function unanimousTrials(probability: number, threshold: number): number {
  for (let n = 1; ; n *= 2) {
    const { above } = evidenceAgainst(probability, n, 0);
    const { below } = evidenceAgainst(probability, 0, n);
    if (Math.min(above, below) >= threshold) return n;
  }
}

/** Another that may go its own way from here. */
export function copyOf(search: Search): Search {
  return { ...search, tallies: search.tallies.map((tally) => ({ ...tally })) };
}

/** Trials that the search has taken. */
export const takenBy = ({ tallies }: Search) => tallies.reduce((sum, { drawn }) => sum + drawn, 0);

/** The last value certified below and the first certified above, by their places; −1 and K where there is none. */
export function endsOf({ tallies }: Search): { readonly low: number; readonly high: number } {
  const first = tallies.findIndex(({ side }) => side === 'above');
  return {
    low: tallies.findLastIndex(({ side }) => side === 'below'),
    high: first < 0 ? tallies.length : first,
  };
}

/** Success that is certified to be rarer than a probability after it was certified to be more frequent, by places. */
export function violationOf({ tallies, plan }: Search): Violation | undefined {
  const kinds = [
    { of: 'side', probability: plan.probability },
    { of: 'half', probability: 0.5 },
  ] as const;
  return kinds
    .map(({ of, probability }) => ({
      probability,
      above: tallies.findIndex((tally) => tally[of] === 'above'),
      below: tallies.findLastIndex((tally) => tally[of] === 'below'),
    }))
    .find(({ above, below }) => above >= 0 && above < below);
}

interface Violation {
  readonly probability: number;
  readonly above: number;
  readonly below: number;
}

/** The next trial; undefined where the search is over. */
export function nextPick(search: Search): Pick | undefined {
  const { low, high } = endsOf(search);
  if (violationOf(search) || takenBy(search) >= search.plan.trials) return undefined;
  const index = nextGuard(search) ?? nextBetween(search, low, high);
  return index === undefined ? undefined : { index, seed: search.tallies[index]!.drawn };
}

function nextGuard({ tallies, guardTrials }: Search): number | undefined {
  const guards = GUARDS.map((share) => Math.round(share * (tallies.length - 1)));
  return guards.find((index) => tallies[index]!.half === null && tallies[index]!.drawn < guardTrials);
}

/**
 * The middle of what is open between two certified values. A value that has used up the patience closes those between
 * it and the others that have: the crossing is near, and there they would be harder still.
 */
function nextBetween(search: Search, low: number, high: number): number | undefined {
  if (high - low < 2) return undefined;
  const isClosed = ({ drawn }: Tally, index: number) =>
    index > low && index < high && drawn >= search.patience;
  const first = search.tallies.findIndex(isClosed);
  const last = search.tallies.findLastIndex(isClosed);
  const [from, to] = first < 0 ? [low, high] : first - low >= high - last ? [low, first] : [last, high];
  if (to - from >= 2) return (from + to) >> 1;
  if (search.patience >= search.plan.trialsPerValue) return undefined;
  search.patience = Math.min(2 * search.patience, search.plan.trialsPerValue);
  return nextBetween(search, low, high);
}

/** Lets the search go on by one trial. */
export function take(search: Search, { index }: Pick, success: boolean | null): void {
  const tally = search.tallies[index]!;
  tally.drawn += 1;
  if (success === null) return;
  if (success) tally.successes += 1;
  else tally.failures += 1;
  tally.side ??= sideOf(search, tally, search.plan.probability);
  tally.half ??= sideOf(search, tally, 0.5);
}

function sideOf({ threshold }: Search, { successes, failures }: Tally, probability: number): Side {
  const { below, above } = evidenceAgainst(probability, successes, failures);
  if (below >= threshold) return 'below';
  return above >= threshold ? 'above' : null;
}

/** What a trial will probably come to: what most at its value did; at the first what leaves the search there. */
export function expectedAt({ tallies, plan: { probability } }: Search, index: number): boolean {
  const { successes, failures } = tallies[index]!;
  const seen = successes + failures;
  return seen === 0 ? probability >= 0.5 : successes >= probability * seen;
}
