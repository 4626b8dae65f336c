import { exp, log } from '../../numerics/elementary.ts';
import {
  type BracketPlan,
  copyOf,
  createSearch,
  endsOf,
  expectedAt,
  nextPick,
  type Pick,
  type Search,
  type Side,
  take,
  takenBy,
  violationOf,
} from './bracket-search.ts';

export type { BracketPlan } from './bracket-search.ts';

/** A trial: which value, and which of its seeds, counted from 0. */
export interface BracketTrial {
  readonly value: number;
  readonly seed: number;
}

/** How the trials at one value went. */
interface BracketValue {
  readonly value: number;
  readonly successes: number;
  readonly failures: number;
  /** Which side of q the success probability is certified to be on; null while it is not. */
  readonly side: Side;
}

/** What is known of the crossing. */
export interface Bracket {
  /**
   * `found`: the crossing is between neighbors or beyond an end; `undecided`: the trials are used up and the values
   * between low and high are not certified; `not-monotone`: as `violation` says.
   */
  readonly status: 'running' | 'found' | 'undecided' | 'not-monotone';
  /** Last value at which success is certified to be rarer than q; null where it is at none. */
  readonly low: number | null;
  /** First value at which it is certified to be more frequent; null where it is at none. */
  readonly high: number | null;
  /** Success is certified to be more frequent than a probability, q or one half, at a value and rarer at a later one. */
  readonly violation: { readonly probability: number; readonly above: number; readonly below: number } | null;
  /** Every value that was tried, in the plan's order. */
  readonly tried: readonly BracketValue[];
  /** Trials that the search took, and those that were done: at most what was asked for at once more. */
  readonly taken: number;
  readonly done: number;
}

/** A bracket in the making. */
export interface Bracketing {
  /**
   * Trials to do next, none where it is over. What was asked before and not been told of is asked again. The first is
   * needed whatever happens; a later one where those before it go as expected.
   */
  ask(count: number): BracketTrial[];
  /** Hears what came of a trial, in any order; null where nothing did and another seed is to be tried. */
  tell(trial: BracketTrial, success: boolean | null): void;
  /** What is known so far. */
  bracket(): Bracket;
}

/**
 * Searches for the crossing by bisection over sequential tests, so that trials gather where success probabilities are
 * near q. Each of K values is tested by evidence that holds whenever one stops (`numerics/evidence.ts`), for either
 * side with error (1 − confidence)/(2K): all certificates are right with the stated confidence. Success is assumed not
 * to get rarer along the values, so that a certified value speaks for all beyond it; five values all along the way are
 * looked at first, where a gross violation shows.
 *
 * The search is one sequence of trials, a function of what comes of each and of nothing else. Who asks for how many at
 * once, in what order they end and whether there was an interruption changes what is done in vain, never the answer.
 */
export function startBracketing(plan: BracketPlan): Bracketing {
  const outcomes = plan.values.map(() => new Map<number, boolean | null>());
  const places = new Map(plan.values.map((value, index) => [value, index]));
  const search = createSearch(plan);
  const outcomeOf = ({ index, seed }: Pick) => outcomes[index]!.get(seed);
  return {
    ask(count) {
      const ahead = copyOf(search);
      const asked: BracketTrial[] = [];
      for (let pick = nextPick(ahead); pick && asked.length < count; pick = nextPick(ahead)) {
        const known = outcomeOf(pick);
        if (known === undefined) asked.push({ value: plan.values[pick.index]!, seed: pick.seed });
        take(ahead, pick, known === undefined ? expectedAt(ahead, pick.index) : known);
      }
      return asked;
    },
    tell({ value, seed }, success) {
      outcomes[places.get(value)!]!.set(seed, success);
      for (let pick = nextPick(search); pick; pick = nextPick(search)) {
        const outcome = outcomeOf(pick);
        if (outcome === undefined) return;
        take(search, pick, outcome);
      }
    },
    bracket: () => ({ ...bracketOf(search), done: outcomes.reduce((sum, { size }) => sum + size, 0) }),
  };
}

function bracketOf(search: Search): Omit<Bracket, 'done'> {
  const { values } = search.plan;
  const { low, high } = endsOf(search);
  const violation = violationOf(search);
  const tried = search.tallies.map(({ successes, failures, side }, i) => ({
    value: values[i]!,
    successes,
    failures,
    side,
  }));
  return {
    status: statusOf(search, low, high),
    violation: violation
      ? { ...violation, above: values[violation.above]!, below: values[violation.below]! }
      : null,
    low: values[low] ?? null,
    high: values[high] ?? null,
    tried: tried.filter((_, i) => search.tallies[i]!.drawn > 0),
    taken: takenBy(search),
  };
}

function statusOf(search: Search, low: number, high: number): Bracket['status'] {
  if (violationOf(search)) return 'not-monotone';
  if (nextPick(copyOf(search))) return 'running';
  return high - low === 1 ? 'found' : 'undecided';
}

/**
 * The crossing as a fit takes it: above the first number, at most the second; 0 and Infinity where nothing bounds it.
 *
 * @returns undefined where success is not monotone
 */
export function boundsOf(
  { values }: BracketPlan,
  { status, low, high }: Bracket,
): [number, number] | undefined {
  if (status === 'not-monotone') return undefined;
  const isFalling = values[0]! > values.at(-1)!;
  return isFalling ? [high ?? 0, low ?? Infinity] : [low ?? 0, high ?? Infinity];
}

/**
 * Values from one end to the other, each so many times the one before, or less, the ends included.
 *
 * @param from above 0, as `to`; it may be the larger one
 * @param ratio above 1
 * @param isInteger whether they are rounded, those that fall together counted once
 */
export function bracketValues(from: number, to: number, ratio: number, isInteger: boolean): number[] {
  const way = log(to / from);
  const pieces = Math.max(1, Math.ceil(Math.abs(way) / log(ratio) - 1e-9));
  const between = Array.from({ length: pieces - 1 }, (_, i) => from * exp((way * (i + 1)) / pieces));
  const round = (value: number) => (isInteger ? Math.round(value) : Number(value.toPrecision(6)));
  return [...new Set([from, ...between.map(round), to])];
}

/** What came of it in a sentence, for a table or a terminal. */
export function bracketSentence(setting: string, plan: BracketPlan, bracket: Bracket): string {
  const { probability: q, confidence, values } = plan;
  const { status, low, high, taken, violation } = bracket;
  const sure = `${Number((100 * confidence).toPrecision(4))} %`;
  const spent = `${taken} trials`;
  if (violation) {
    const { probability, above, below } = violation;
    return `success is not monotone in ${setting}: more frequent than ${probability} at ${above}, rarer at ${below} (${spent})`;
  }
  if (status === 'running') return `${setting}: ${spent} so far`;
  const where = whereOf(setting, values, low, high);
  const open = status === 'undecided' ? `, not decided between after ${spent}` : `, after ${spent}`;
  return `success passes ${q} ${where} (confidence ${sure})${open}`;
}

function whereOf(
  setting: string,
  values: readonly number[],
  low: number | null,
  high: number | null,
): string {
  if (low !== null && high !== null) return `between ${setting} ${low} and ${high}`;
  if (low === null && high === null)
    return `nobody knows where between ${setting} ${values[0]} and ${values.at(-1)}`;
  return low === null ? `before ${setting} ${high}` : `beyond ${setting} ${low}`;
}
