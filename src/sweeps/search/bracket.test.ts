import { describe, expect, it } from 'vitest';
import { evidenceAgainst } from '../../numerics/evidence.ts';
import { drawBlock, seedsFrom, streamKey } from '../../numerics/streams.ts';
import {
  type Bracket,
  type BracketPlan,
  type BracketTrial,
  boundsOf,
  bracketSentence,
  bracketValues,
  startBracketing,
} from './bracket.ts';

const key = streamKey(seedsFrom(0), 'noise');
const words = new Uint32Array(4);

/** A uniform number for a trial of a cell: a function of both. */
function luck(cell: number, { value, seed }: BracketTrial): number {
  drawBlock(key, seed, Math.round(1000 * value), cell, words);
  return words[0]! / 2 ** 32;
}

type Curve = (value: number) => number;

const values = bracketValues(2, 128, 2 ** 0.5, true);
const planOf = (given: Partial<BracketPlan> = {}): BracketPlan => ({
  values,
  probability: 0.9,
  confidence: 0.9,
  trials: 2000,
  trialsPerValue: 400,
  ...given,
});

/** A bracket found by asking for `atOnce` trials at a time and telling of them in the order that `shuffle` gives. */
function search(
  plan: BracketPlan,
  curve: Curve,
  cell: number,
  atOnce = 1,
  shuffle = (list: BracketTrial[]) => list,
) {
  const bracketing = startBracketing(plan);
  for (let asked = bracketing.ask(atOnce); asked.length > 0; asked = bracketing.ask(atOnce)) {
    for (const trial of shuffle(asked)) bracketing.tell(trial, luck(cell, trial) < curve(trial.value));
  }
  return bracketing.bracket();
}

/** Success probability along the values: at `middle` one half. */
const logistic =
  (middle: number, steepness: number): Curve =>
  (value) =>
    1 / (1 + (middle / value) ** steepness);

const isRight = ({ low, high }: Bracket, curve: Curve, q: number) =>
  (low === null || curve(low) < q) && (high === null || curve(high) > q);

describe('a bracket', () => {
  const curves: Record<string, Curve> = {
    steep: logistic(20, 8),
    gentle: logistic(12, 2),
    'flat just above q': () => 0.905,
    'flat just below q': () => 0.895,
  };
  it.each(Object.entries(curves))('is right with its confidence where success is %s', (_, curve) => {
    const cells = 40;
    const wrong = Array.from({ length: cells }, (_, cell) =>
      search(planOf({ trials: 1000 }), curve, cell),
    ).filter((bracket) => !isRight(bracket, curve, 0.9));
    expect(wrong.length / cells).toBeLessThanOrEqual(0.1);
  });

  it('is found between neighbors where success sets in at once', () => {
    const bracket = search(planOf(), (value) => (value < 20 ? 0 : 1), 0);
    expect([bracket.status, bracket.low, bracket.high]).toEqual(['found', 16, 23]);
  });

  it('is open where even the largest value fails, or the smallest succeeds', () => {
    const fails = search(planOf(), () => 0.1, 0);
    expect([fails.status, fails.low, fails.high]).toEqual(['found', 128, null]);
    expect(boundsOf(planOf(), fails)).toEqual([128, Infinity]);
    const succeeds = search(planOf(), () => 1, 0);
    expect([succeeds.status, succeeds.low, succeeds.high]).toEqual(['found', null, 2]);
    expect(boundsOf(planOf(), succeeds)).toEqual([0, 2]);
  });

  it('is left undecided, within its trials, where success has just the probability that is sought', () => {
    const plan = planOf({ probability: 0.5, trials: 700, trialsPerValue: 100 });
    const curve: Curve = (value) => (value < 10 ? 0 : value > 30 ? 1 : 0.5);
    const bracket = search(plan, curve, 0);
    expect([bracket.status, bracket.low, bracket.high]).toEqual(['undecided', 8, 32]);
    expect(bracket.taken).toBeLessThan(700);
    const most = Math.max(...bracket.tried.map(({ successes, failures }) => successes + failures));
    expect(most).toBe(100);
    expect(bracketSentence('width', plan, bracket)).toBe(
      `success passes 0.5 between width 8 and 32 (confidence 90 %), not decided between after ${bracket.taken} trials`,
    );
  });

  it('is refused where success is frequent at small values and rare at large ones', () => {
    const bracket = search(planOf(), (value) => (value < 20 ? 1 : 0), 0);
    expect(bracket.status).toBe('not-monotone');
    expect(bracket.violation!.above).toBeLessThan(bracket.violation!.below);
    expect(boundsOf(planOf(), bracket)).toBeUndefined();
    expect(bracketSentence('width', planOf(), bracket)).toMatch(/^success is not monotone in width/);
  });

  it('goes downwards where success is expected at small values', () => {
    const plan = planOf({ values: [...values].reverse() });
    const bracket = search(plan, (value) => (value < 20 ? 1 : 0), 0);
    expect([bracket.status, bracket.low, bracket.high]).toEqual(['found', 23, 16]);
    expect(boundsOf(plan, bracket)).toEqual([16, 23]);
  });
});

describe('the search for a bracket', () => {
  const plan = planOf();
  const curve = logistic(20, 5);
  const alone = search(plan, curve, 3);
  const decisions = ({ done, ...rest }: Bracket) => rest;

  it('comes to the same whoever asks for how many at once, in whatever order they end', () => {
    const orders = [
      (list: BracketTrial[]) => [...list].reverse(),
      (list: BracketTrial[]) => list.slice(0, 1),
    ];
    for (const atOnce of [2, 7, 16]) {
      for (const order of orders) {
        expect(decisions(search(plan, curve, 3, atOnce, order))).toEqual(decisions(alone));
      }
    }
  });

  it('does in vain little more than what is asked for at once', () => {
    const crowd = search(plan, curve, 3, 16);
    expect(crowd.done).toBeGreaterThanOrEqual(crowd.taken);
    expect(crowd.done - crowd.taken).toBeLessThanOrEqual(48);
    expect(alone.done).toBe(alone.taken);
  });

  it('goes on from what was found before an interruption, told in any order', () => {
    const first = startBracketing(plan);
    const told: [BracketTrial, boolean][] = [];
    while (told.length < 150) {
      const [trial] = first.ask(1);
      const success = luck(3, trial!) < curve(trial!.value);
      first.tell(trial!, success);
      told.push([trial!, success]);
    }
    const second = startBracketing(plan);
    for (const [trial, success] of told.reverse()) second.tell(trial, success);
    expect(second.bracket()).toEqual(first.bracket());
    expect(second.ask(5)).toEqual(first.ask(5));
  });

  it('takes another seed where nothing came of a trial, and ends where nothing ever comes', () => {
    const bracketing = startBracketing(plan);
    const [trial] = bracketing.ask(1);
    bracketing.tell(trial!, null);
    expect(bracketing.ask(1)).toEqual([{ value: trial!.value, seed: trial!.seed + 1 }]);
    for (let [next] = bracketing.ask(1); next; [next] = bracketing.ask(1)) bracketing.tell(next, null);
    expect(bracketing.bracket()).toMatchObject({ status: 'undecided', low: null, high: null });
  });

  it('spends its trials near the crossing: a third at most of what the same tests take on all values evenly', () => {
    const fine = planOf({ values: bracketValues(2, 128, 2 ** 0.25, true) });
    const sums = [0, 0];
    for (let cell = 0; cell < 10; cell++) {
      const shifted = logistic(12 * 2 ** (cell / 10), 8);
      const bracket = search(fine, shifted, cell);
      sums[0]! += bracket.taken;
      sums[1]! += evenly(fine, shifted, cell, bracket);
    }
    expect(sums[0]! / sums[1]!).toBeLessThan(1 / 3);
    const near = alone.tried.filter(({ value }) => value > 20 && value < 64);
    const trials = near.reduce((sum, { successes, failures }) => sum + successes + failures, 0);
    expect(trials).toBeGreaterThan(alone.taken / 2);
  });
});

/** Trials until the same bracket is certified by the same tests where every value gets one after the other. */
function evenly(
  { values, probability, confidence }: BracketPlan,
  curve: Curve,
  cell: number,
  found: Bracket,
): number {
  const threshold = Math.log((2 * values.length) / (1 - confidence));
  const needed = [found.low, found.high].map((value) => {
    if (value === null) return 0;
    for (let [n, successes] = [1, 0]; ; n++) {
      if (luck(cell, { value, seed: n - 1 }) < curve(value)) successes += 1;
      const { below, above } = evidenceAgainst(probability, successes, n - successes);
      if ((value === found.low ? below : above) >= threshold) return n;
    }
  });
  return values.length * Math.max(...needed);
}

describe('the values of a bracket', () => {
  it('go from end to end by at most a ratio, integers once each', () => {
    expect(bracketValues(1, 8, 2, true)).toEqual([1, 2, 4, 8]);
    expect(bracketValues(2, 9, 1.2, true)).toEqual([2, 3, 4, 5, 6, 8, 9]);
    expect(bracketValues(1, 0.1, 3, false)).toEqual([1, 0.464159, 0.215443, 0.1]);
    expect(bracketValues(3, 3, 2, true)).toEqual([3]);
  });
});
