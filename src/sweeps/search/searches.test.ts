import { describe, expect, it } from 'vitest';
import type { Hit, LineHead } from '../line.ts';
import { planIds, planOf, trialAt } from '../plan/plan.ts';
import { readSweep } from '../plan/sweep.ts';
import { startSearches } from './searches.ts';

const plan = planOf(
  readSweep({
    experiment: 'xor/two-phases',
    settings: { batchSize: '2*inputDim' },
    axes: { inputDim: [16, 32] },
    bracket: {
      setting: 'width',
      from: 4,
      to: 64,
      ratio: 2,
      probability: 0.5,
      trials: 400,
      trialsPerValue: 100,
    },
  }),
);
const rule = plan.bracket!;
const ids = planIds(plan);
const seen: Hit = { steps: [1, 2], time: [1, 2], samples: [1, 2] };
const unseen: Hit = { steps: [9, null], time: [9, null], samples: [9, null] };

/** Success from width inputDim/2 on; one trial in seven fails to say anything. */
function outcomeOf(trial: number): Pick<LineHead, 'status' | 'hit'> {
  const { inputDim, width } = trialAt(plan, trial).cell.settings;
  if (trial % 7 === 3) return { status: 'failed', hit: null };
  return width >= inputDim / 2
    ? { status: 'finished', hit: seen }
    : { status: 'budget-exhausted', hit: unseen };
}

const headOf = (trial: number): LineHead => {
  const { cell, seeds } = trialAt(plan, trial);
  return { id: ids[trial]!, settings: cell.settings, seeds, ...outcomeOf(trial) };
};

/** Does what is asked for, several at a time, the last first; stops after so many trials. */
function search(known: ReadonlyMap<string, LineHead>, most = Infinity) {
  const searches = startSearches({ plan, ids, heads: known }, rule);
  const heads = new Map(known);
  const underWay: number[] = [];
  for (let done = 0; done < most; done++) {
    for (let trial = searches.take(); trial !== undefined; trial = searches.take()) {
      underWay.push(trial);
      if (underWay.length === 5) break;
    }
    const trial = underWay.pop();
    if (trial === undefined) break;
    heads.set(ids[trial]!, headOf(trial));
    searches.tell(trial, outcomeOf(trial));
  }
  return { searches, heads };
}

describe('startSearches', () => {
  const { searches, heads } = search(new Map());

  it('brackets the crossing at each combination of the other axes, and needs few of all trials', () => {
    expect(searches.states()).toMatchObject([
      { at: { inputDim: 16 }, bracket: { status: 'found', low: 4, high: 8 } },
      { at: { inputDim: 32 }, bracket: { status: 'found', low: 8, high: 16 } },
    ]);
    expect(searches.pending).toBe(0);
    expect(heads.size).toBeLessThan(plan.size / 5);
  });

  it('never hands out a trial twice, and none that is known', () => {
    const half = search(new Map(), 20);
    const again = search(half.heads);
    expect(again.heads.size).toBeLessThanOrEqual(heads.size + 5);
    expect([...half.heads.keys()].every((id) => again.heads.has(id))).toBe(true);
  });

  it('comes to the same answer after an interruption', () => {
    for (const most of [0, 1, 7, 30]) {
      const again = search(search(new Map(), most).heads).searches;
      const answer = ({ states }: typeof searches) =>
        states().map(({ bracket: { status, low, high, tried } }) => ({ status, low, high, tried }));
      expect(answer(again)).toEqual(answer(searches));
    }
  });
});
