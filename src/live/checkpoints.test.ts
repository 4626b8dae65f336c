import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../experiments/trial.ts';
import { createCheckpoints } from './checkpoints.ts';

/** The moment after so many measurements, two steps each; 8 bytes of weights. */
const moment = (measured: number, step = 2 * measured): Checkpoint => ({
  step,
  samplesUsed: 0,
  hasDiverged: false,
  layers: { firstLayer: new Float32Array(1), secondLayer: new Float32Array(1) },
  snapshots: Array.from({ length: measured }, () => ({}) as never),
  watchers: [],
});

/** Checkpoints after all measurements up to one were offered, and which there are. */
function offered(last: number, room?: { count: number; bytes: number }) {
  const checkpoints = createCheckpoints(room);
  let made = 0;
  for (let measured = 0; measured <= last; measured++) {
    checkpoints.offer(measured, () => {
      made += 1;
      return moment(measured);
    });
  }
  const kept = [...new Set(Array.from({ length: 2 * last + 1 }, (_, step) => checkpoints.before(step)))];
  return { checkpoints, made, kept: kept.map((one) => one?.snapshots.length) };
}

describe('checkpoints', () => {
  it('are all kept while there is room', () => {
    expect(offered(7, { count: 8, bytes: 1e9 }).kept).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('are thinned out by halves when they are too many, the start always kept', () => {
    expect(offered(8, { count: 8, bytes: 1e9 }).kept).toEqual([0, 2, 4, 6, 8]);
    expect(offered(50, { count: 8, bytes: 1e9 }).kept).toEqual([0, 8, 16, 24, 32, 40, 48]);
  });

  it('are bounded in number and in bytes, whatever the length of the run', () => {
    for (const last of [10, 100, 1000]) {
      expect(offered(last, { count: 8, bytes: 1e9 }).kept.length).toBeLessThanOrEqual(8);
      const { kept } = offered(last, { count: 1000, bytes: 4000 });
      const bytes = kept.reduce<number>((sum, measured) => sum + 8 + 8 * measured!, 0);
      expect(bytes).toBeLessThanOrEqual(4000);
    }
    expect(offered(100, { count: 8, bytes: 1 }).kept).toEqual([0]);
  });

  it('are made only where they are kept', () => {
    expect(offered(1000, { count: 8, bytes: 1e9 }).made).toBeLessThan(60);
  });

  it('are found at or before a step, also when a later one was offered first', () => {
    const checkpoints = createCheckpoints();
    for (const measured of [0, 40, 3, 7]) checkpoints.offer(measured, () => moment(measured));
    const found = [-1, 0, 5, 6, 79, 80, 99].map((step) => checkpoints.before(step)?.step);
    expect(found).toEqual([undefined, 0, 0, 6, 14, 80, 80]);
  });

  it('of one step are found after its measurement', () => {
    const checkpoints = createCheckpoints();
    for (const measured of [1, 0]) checkpoints.offer(measured, () => moment(measured, 0));
    expect(checkpoints.before(0)?.snapshots.length).toBe(1);
  });

  it('after a step are forgotten, and others take their place', () => {
    const { checkpoints } = offered(9);
    checkpoints.forgetAfter(6);
    expect(checkpoints.before(99)?.step).toBe(6);
    checkpoints.offer(4, () => moment(4, 7));
    expect(checkpoints.before(99)?.step).toBe(7);
  });

  it('are none where none can be made', () => {
    const checkpoints = createCheckpoints();
    checkpoints.offer(0, () => undefined);
    expect(checkpoints.before(5)).toBeUndefined();
  });
});
