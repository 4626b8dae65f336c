import { describe, expect, it } from 'vitest';
import { mean } from '../../src/numerics/statistics.ts';
import { findingRate, phase1Time } from '../../src/theory/xor.ts';
import { recordOf } from '../trials.ts';

const SEEDS = [0, 1, 2, 3, 4, 5];
const records = SEEDS.map((seed) => recordOf({}, seed));
const summaries = records.map(({ summary }) => summary as Record<string, number & number[]>);

describe('the default run of xor/two-phases, six seeds', () => {
  it('finishes with a test error below 1 % and all four margins at least 1', () => {
    for (const { status, summary } of records) {
      expect(status).toBe('finished');
      expect(summary.testError).toBeLessThan(0.01);
      expect(Math.min(...(summary.clusterMargins as number[]))).toBeGreaterThanOrEqual(1);
    }
  });

  it('finds the signal at 1/√(2π) within 5 % and loses the opposite part at that rate within 8 %', () => {
    for (const { signalRate, oppositeRate } of summaries) {
      expect(Math.abs(signalRate! / findingRate(2) - 1)).toBeLessThan(0.05);
      expect(Math.abs(oppositeRate! / -findingRate(2) - 1)).toBeLessThan(0.08);
    }
  });

  it('ends phase 1 near time 1.25 ln d, before phase 2', () => {
    expect(
      Math.abs(mean(summaries.map(({ phase1EndTime }) => phase1EndTime!)) - phase1Time(100, 2)),
    ).toBeLessThan(0.6);
    for (const { phase1EndTime, phase2EndTime } of summaries)
      expect(phase2EndTime!).toBeGreaterThan(phase1EndTime!);
  });

  it('reports samples as steps × batch size, at the first measurement where the error is below 1 %', () => {
    for (const { series, summary } of records) {
      const first = (series.testError as number[]).findIndex((error) => error < 0.01);
      expect(summary.samplesToError1pc).toBe(series.samples[first]);
      expect(series.samples[first]).toBe(series.step[first]! * 1000);
    }
  });

  it('learns nothing with the first layer frozen (negative control)', () => {
    const { summary } = recordOf({ firstLayerRate: 0, maxTime: 20 }, 0);
    expect(summary).toMatchObject({
      phase1EndTime: null,
      phase2EndTime: null,
      samplesToError1pc: null,
      signalRate: 0,
    });
  });
});
