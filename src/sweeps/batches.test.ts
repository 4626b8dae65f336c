import { describe, expect, it } from 'vitest';
import { createBatches } from './batches.ts';

const counting = (end: number) => {
  let next = 0;
  return { take: () => (next < end ? next++ : undefined) };
};

describe('batches of trials', () => {
  it('hold one trial until it is known how long they take, then about 0.1 s of them', () => {
    const batches = createBatches(counting(100), false);
    expect(batches.take()).toEqual([0]);
    batches.took(0.02);
    expect(batches.take()).toEqual([1, 2, 3, 4, 5]);
    for (let k = 0; k < 100; k++) batches.took(0.5);
    expect(batches.take()).toEqual([6]);
  });

  it('leave no trial out, however short they are', () => {
    const batches = createBatches(counting(100), false);
    batches.took(1e-6);
    expect([batches.take()?.length, batches.take()?.length, batches.take()]).toEqual([64, 36, undefined]);
  });

  it('hold one trial where each is waited for', () => {
    const batches = createBatches(counting(3), true);
    batches.took(1e-6);
    expect([batches.take(), batches.take(), batches.take(), batches.take()]).toEqual([
      [0],
      [1],
      [2],
      undefined,
    ]);
  });
});
