import { describe, expect, it } from 'vitest';
import type { LiveChart, Reading } from '../../src/experiments/experiment.ts';
import { experiments } from '../../src/experiments/index.ts';
import { resolveTrial } from '../../src/experiments/trial.ts';
import { palettes } from '../../src/figures/palette.ts';
import { createSession, type Session } from '../../src/live/session.ts';
import { seedsFrom } from '../../src/numerics/streams.ts';

const small = { inputDim: 20, width: 24, batchSize: 100, testSize: 200 };
const [twoPhases, otherTargets, giantSteps] = ['xor/two-phases', 'xor/other-targets', 'giant/steps'].map(
  (wanted) => experiments.find(({ name }) => name === wanted),
);

/** Runs of each live experiment: learned, changed on the way, diverged, at odds with theory, of each target. */
const cases = [
  [twoPhases!, {}],
  [twoPhases!, { inequalities: ['testLoss < 1', 'max(clusterMargins) < 2'] }],
  [twoPhases!, { inputDim: 2, steps: 3 }],
  [twoPhases!, { loss: 'squared', stepSize: 1e4, steps: 30 }],
  [twoPhases!, { loss: 'linear', steps: 30, changes: [{ step: 9, key: 'coordinates', value: [3, 4] }] }],
  [otherTargets!, { maxTime: 3 }],
  [otherTargets!, { target: 'majority-of-xors', pairs: 1 }],
  [otherTargets!, { target: 'parity', coordinates: [5], steps: 40 }],
  [otherTargets!, { target: 'parity', coordinates: [3, 1, 9, 2], maxTime: 2 }],
  [otherTargets!, { target: 'truth-table', coordinates: [7, 4], truthTable: '0001' }],
  [otherTargets!, { target: 'truth-table', loss: 'squared', stepSize: 1e4, steps: 30 }],
  [giantSteps!, { steps: 2 }],
  [
    giantSteps!,
    { steps: 3, expression: '(z1+z2+z1^2-z2^2)/2', changes: [{ step: 1, key: 'stepSize', value: 1 }] },
  ],
  [giantSteps!, { expression: 'He3(z1)', stepSize: 1e9, outputScale: 'sum' }],
] as const;

/** The readings at every measurement, the charts, and the session at its end. */
function watch([experiment, given]: (typeof cases)[number]) {
  const settings = resolveTrial(experiment, { ...small, ...given });
  const session = createSession({ experiment, settings, seeds: seedsFrom(1) });
  const readings: Reading[] = [];
  while (session.advance()) if (session.snapshots.length > readings.length) readings.push(session.reading()!);
  const { charts, furtherCharts } = experiment.live!;
  return { session, readings, charts: [...charts, ...(furtherCharts?.(settings) ?? [])] };
}

/** All numbers in plain JSON; what is no JSON fails. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

function expectLines(charts: readonly LiveChart[], { snapshots, experiment }: Session): void {
  for (const { metric, entry, style } of charts.flatMap(({ lines }) => lines)) {
    expect(experiment.metrics.map(({ name }) => name)).toContain(metric);
    const value = snapshots[0]!.values[metric];
    expect(typeof (entry === undefined ? value : (value as number[])[entry])).toBe('number');
    expect(palettes.light).toHaveProperty(style);
  }
}

describe.each(cases.map((one) => ({ name: one[0].name, given: JSON.stringify(one[1]), one })))(
  'the live view of $name at $given',
  ({ one }) => {
    const { session, readings, charts } = watch(one);

    it('has charts of different names, lines of different labels, and of each a number that is measured', () => {
      expect(new Set(charts.map(({ name }) => name)).size).toBe(charts.length);
      for (const { lines } of charts)
        expect(new Set(lines.map(({ label }) => label)).size).toBe(lines.length);
      expectLines(charts, session);
    });

    it('says nothing but plain, finite JSON at every measurement, of charts that there are', () => {
      expect(readings.length).toBeGreaterThan(1);
      for (const reading of readings) {
        expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
        expect(numbersIn(reading).every(Number.isFinite)).toBe(true);
        for (const { chart } of reading.predictions) expect(charts.map(({ name }) => name)).toContain(chart);
      }
    });

    it('explains the end, as the record does, and nothing before', () => {
      const { diagnosis } = session.record({ version: '', commit: null }).summary as unknown as {
        readonly diagnosis: { readonly name: string; readonly sentence: string };
      };
      const { name, sentence } = session.reading()!.diagnosis!;
      expect([name, sentence]).toEqual([diagnosis.name, diagnosis.sentence]);
      for (const reading of readings.slice(0, -1)) expect(reading.diagnosis).toBeNull();
    });
  },
);

describe('experiments without a network', () => {
  it('have no live view', () => {
    expect(experiments.filter(({ live }) => !live).map(({ name }) => name)).toEqual(['xor/kernel']);
  });
});
