import { describe, expect, it } from 'vitest';
import { tasksOf, verdictOf } from './check.ts';
import type { Claim, Work } from './claim.ts';
import { selectClaims } from './select-claims.ts';
import { type Outcome, perform } from './task.ts';

/** The size of the labels' noise it was forced to run under, and its job. */
const work: Work<{ seed: number }, { value: number }> = {
  name: 'echo',
  run: ({ seed }, lab) => {
    const { settings } = lab.record({ inputDim: 4, width: 2, batchSize: 4, testSize: 4, steps: 1 }, seed);
    return { value: seed + (settings.corruption === 'none' ? 0 : 1000) };
  },
};

const claimOf = (id: string): Claim<{ seed: number }, { value: number }> => ({
  id,
  name: `test/${id.toLowerCase()}`,
  title: 'title',
  source: 'test',
  statement: 'statement',
  prediction: 'prediction',
  work,
  jobs: ({ quick, seed }) => Array.from({ length: quick ? 1 : 3 }, (_, k) => ({ seed: seed + k })),
  judge: (results, alpha) =>
    results.map(({ evidence: { value } }) => ({
      quantity: 'value',
      estimate: value,
      interval: [value - alpha, value + alpha],
      expected: 'below 100',
      tolerance: [-Infinity, 100],
    })),
  controls: [{ name: 'random labels', settings: { corruption: 'label-noise' } }],
});

const plan = { quick: false, seed: 5, dimFactor: 1 };

describe('tasks of a claim', () => {
  it('are its jobs, then its quick jobs under each control', () => {
    const tasks = tasksOf(claimOf('T1'), plan);
    expect(tasks.map(({ control, job }) => [control, job])).toEqual([
      [undefined, { seed: 5 }],
      [undefined, { seed: 6 }],
      [undefined, { seed: 7 }],
      ['random labels', { seed: 5 }],
    ]);
  });

  it('have the keys of the same work on the same job in another claim, and different ones under a control', () => {
    const [first, second] = ['T1', 'T2'].map((id) => tasksOf(claimOf(id), plan).map(({ key }) => key));
    expect(first).toEqual(second);
    expect(new Set(first).size).toBe(4);
  });
});

describe('the verdict on a claim', () => {
  const claim = claimOf('T1');
  const tasks = tasksOf(claim, plan);
  const outcomes = new Map<string, Outcome>(
    tasks.map((task) => [task.key, { ...perform(task), seconds: 1 }]),
  );
  const verdict = verdictOf(claim, tasks, outcomes, 0.05);

  it('counts its own runs, adds up all seconds, and hears what its controls say', () => {
    expect(verdict).toMatchObject({
      claim: 'T1',
      verdict: 'supported',
      measured: 5,
      interval: [4.95, 5.05],
      tolerance: [null, 100],
      runs: 3,
      seconds: 4,
      controls: { 'random labels': 'not supported' },
    });
  });

  it('is that of the first finding that is not met', () => {
    const worse = new Map(outcomes);
    worse.set(tasks[1]!.key, { evidence: { value: 101 }, seconds: 1 });
    worse.set(tasks[2]!.key, { evidence: { value: 102 }, seconds: 1 });
    expect(verdictOf(claim, tasks, worse, 0.05)).toMatchObject({ verdict: 'not supported', measured: 101 });
    expect(verdictOf(claim, tasks, worse, 4)).toMatchObject({ verdict: 'inconclusive', measured: 101 });
  });
});

describe('claims asked for', () => {
  const claims = ['A1', 'A2', 'B1'].map((id) => claimOf(id) as Claim);
  const selected = (...words: string[]) =>
    selectClaims(words, claims).map(({ claim, byName }) => claim.id + (byName ? '!' : ''));

  it('are found by number, name, paper, in the order of the list, each once', () => {
    expect(selected('b1', 'A2')).toEqual(['A2!', 'B1!']);
    expect(selected('A', 'test/a2')).toEqual(['A1', 'A2!']);
    expect(selected()).toEqual(['A1', 'A2', 'B1']);
  });

  it('that do not exist are refused with the nearest', () => {
    expect(() => selected('A1', 'B7')).toThrow('check B7: there is no such claim; the nearest are B1');
  });
});
