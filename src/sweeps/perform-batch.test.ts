import { describe, expect, it } from 'vitest';
import type { TrialsOrder } from './order.ts';
import { batchPerformer } from './perform-batch.ts';
import { planOf } from './plan/plan.ts';
import { readSweep } from './plan/sweep.ts';

const plan = planOf(
  readSweep({ experiment: 'xor/two-phases', settings: { width: 4 }, axes: { inputDim: [8, 9, 10, 11] } }),
);

const shared = { provenance: { version: '', commit: null } };

/** A pool whose worker dies when it meets the trial with 10 inputs, so many times. */
function mortalPool(deaths: number) {
  const sent: number[][] = [];
  return {
    sent,
    async run(order: unknown, isRetried = true): Promise<unknown> {
      const dims = (order as TrialsOrder).trials.map(({ settings }) => settings.inputDim);
      sent.push(dims);
      if (!dims.includes(10) || deaths === 0) return dims.map((inputDim) => ({ id: `${inputDim}` }));
      deaths -= 1;
      if (isRetried) return this.run(order, false);
      throw new Error('Workerpool Worker terminated Unexpectedly');
    },
  };
}

describe('batchPerformer', () => {
  it('does each trial of a batch once more, alone, when their worker died', async () => {
    const pool = mortalPool(1);
    const perform = batchPerformer(pool, plan, shared, () => false);
    expect(await perform([0, 1, 2, 3])).toEqual([{ id: '8' }, { id: '9' }, { id: '10' }, { id: '11' }]);
    expect(pool.sent).toEqual([[8, 9, 10, 11], [8], [9], [10], [11]]);
  });

  it('gives up the one trial that kills its worker twice, and no other', async () => {
    const perform = batchPerformer(mortalPool(9), plan, shared, () => false);
    const outcomes = await perform([0, 1, 2, 3]);
    expect(outcomes.map((outcome) => 'error' in outcome)).toEqual([false, false, true, false]);
  });

  it('retries nothing when it was stopped', async () => {
    const pool = mortalPool(1);
    await expect(batchPerformer(pool, plan, shared, () => true)([1, 2])).rejects.toThrow('terminated');
    expect(pool.sent).toHaveLength(1);
  });
});
