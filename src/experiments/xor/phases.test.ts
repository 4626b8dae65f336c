import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../experiment.ts';
import { errorBelow, firstCrossing, signalIsFound, signalIsTuned } from './phases.ts';
import { twoPhases } from './two-phases.ts';

const snapshot = (
  step: number,
  signalRatio: number,
  margins: number[],
  testError: number,
  growth = 1,
): Snapshot => ({
  step,
  time: step / 10,
  samples: 7 * step,
  values: {
    signalRatio,
    clusterMargins: margins,
    testError,
    signalGrowth: growth,
    oppositeGrowth: 1 / growth,
  },
  neurons: { signal: [], opposite: [], perpendicular: [], secondLayer: [] },
});

const low = [0.1, 0.1, 0.1, 0.1];
const high = [1, 2, 3, 4];
const history = [
  snapshot(0, 0.1, low, 0.5),
  snapshot(10, 0.99, high, 0.2, Math.exp(1)),
  snapshot(20, 1, [1, 1, 0.99, 1], 0.009, Math.exp(2)),
  snapshot(30, 5, high, 0.01, Math.exp(20)),
  snapshot(40, 5, high, 0, Math.exp(30)),
];

describe('phases', () => {
  it('finding ends where the signal ratio first reaches 1', () => {
    expect(firstCrossing(history, signalIsFound)).toEqual({
      steps: [10, 20],
      time: [1, 2],
      samples: [70, 140],
    });
  });

  it('tuning ends where the smallest margin reaches 1, but not before the signal is found', () => {
    expect(firstCrossing(history, signalIsTuned)!.steps).toEqual([20, 30]);
  });

  it('an error of exactly the share is not below it', () => {
    expect(history.map(errorBelow(0.01))).toEqual([false, false, true, false, true]);
  });

  it('nothing crosses in a history where it never holds, and the start counts when it holds there', () => {
    expect(firstCrossing(history.slice(0, 2), signalIsFound)).toBeNull();
    expect(firstCrossing(history, () => true)).toEqual({ steps: [0, 0], time: [0, 0], samples: [0, 0] });
  });
});

describe('xor/two-phases', () => {
  it('names the phase of a snapshot', () => {
    expect(history.map(twoPhases.phase)).toEqual(['finding', 'finding', 'tuning', 'tuned', 'tuned']);
  });

  it('is done when tuned with an error below 1 %', () => {
    expect(history.map((snapshot) => twoPhases.isDone(snapshot, {} as never))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('reports the later end of each interval, and rates by which a step multiplies growth by 1 + η rate', () => {
    const settings = { stepSize: 0.1, changes: [] } as never;
    const summary = twoPhases.summarize(history, settings);
    expect(summary).toMatchObject({
      samplesToError1pc: 140,
      phase1EndTime: 2,
      phase2EndTime: 3,
      testError: 0,
    });
    // ln growth is T until time 2; later measurements lie outside the window
    expect(summary.signalRate).toBeCloseTo((Math.exp(0.1) - 1) / 0.1, 12);
    expect(summary.oppositeRate).toBeCloseTo((Math.exp(-0.1) - 1) / 0.1, 12);
  });
});
