import { describe, expect, it } from 'vitest';
import { dispatch } from './dispatch.ts';

const later = (ticks: number): Promise<void> =>
  ticks === 0 ? Promise.resolve() : Promise.resolve().then(() => later(ticks - 1));

describe('dispatch', () => {
  it('does every job once, so many at a time and no more', async () => {
    const jobs = Array.from({ length: 50 }, (_, k) => k);
    const ended: number[] = [];
    let [now, most] = [0, 0];
    await dispatch<number, number>({
      atOnce: 3,
      take: () => jobs.shift(),
      async run(job) {
        most = Math.max(most, ++now);
        await later(1 + ((7 * job) % 11));
        now -= 1;
        if (job % 10 === 9) throw new Error(`job ${job}`);
        return job;
      },
      done: (job, result) => ended.push(job === result ? job : Number.NaN),
      failed: (job) => ended.push(-job),
      isStopped: () => false,
    });
    expect(most).toBe(3);
    expect(ended.map(Math.abs).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, k) => k));
    expect(ended.filter((job) => job < 0)).toHaveLength(5);
  });

  it('asks again where the next job depends on what comes of those under way', async () => {
    const order: number[] = [];
    let next = 0;
    await dispatch<number, void>({
      atOnce: 4,
      take: () => (next < 5 && order.length === next ? next++ : undefined),
      run: () => later(3),
      done: (job) => void order.push(job),
      failed: () => {},
      isStopped: () => false,
    });
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('starts none once it is stopped, and waits for those under way', async () => {
    let [taken, done] = [0, 0];
    await dispatch<number, void>({
      atOnce: 2,
      take: () => taken++,
      run: () => later(2),
      done() {
        done += 1;
      },
      failed: () => {},
      isStopped: () => done >= 5,
    });
    expect(done).toBe(taken);
    expect(done).toBeLessThan(8);
  });
});
