import { type Axis, linearAxis, powerOfTen, symlogAxis } from '../../figures/axis.ts';
import type { Point } from '../../figures/clip.ts';
import {
  curves,
  endLabels,
  type Frame,
  type Json,
  level,
  panel,
  predicted,
  remark,
} from '../../figures/panel.ts';
import { samplesAxis, type Timeline } from '../../figures/timeline.ts';
import type { TrialRecord } from '../experiment.ts';
import { twinCurves } from './twins-panel.ts';
import { curve, marginCurve } from './two-phases-prediction.ts';

/** The clusters in the order of the metric. */
export const CLUSTERS = [
  { text: 'μ₁', style: 'mu1' },
  { text: '−μ₁', style: 'minusMu1' },
  { text: 'μ₂', style: 'mu2' },
  { text: '−μ₂', style: 'minusMu2' },
];

/** Largest margin the axis shows, either sign. */
const MOST = 1e3;

/** Exponent of the margin below which the axis is linear: that of the margins at the start, 10⁻⁶ … 10⁻¹. */
export function linearExponent(record: TrialRecord): number {
  const start = CLUSTERS.map((_, cluster) => Math.abs(marginCurve(record, cluster)[0]?.value ?? 0));
  return Math.min(-1, Math.max(-6, Math.floor(Math.log10(Math.max(...start, 1e-9)))));
}

const HEIGHT = 220;

/** Margins below it still rise exponentially. */
const RISING = 0.5;

/** Panel (b): the four margins with the margin equation. */
export function marginsPanel(
  record: TrialRecord,
  timeline: Timeline,
  margins: readonly (readonly Point[])[],
): Json {
  const measured = CLUSTERS.map((cluster, i) => ({ ...cluster, points: marginCurve(record, i) }));
  const exponent = linearExponent(record);
  const y = marginAxis(
    measured.flatMap(({ points }) => finite(points)),
    exponent,
  );
  const subtitle = `the axis is linear within ±${powerOfTen(exponent)} and logarithmic beyond`;
  const title = ['(b) Margins of the four clusters', subtitle] as const;
  const frame: Frame = { timeline, y, title, axisTitle: 'y f(μ)', height: HEIGHT };
  const lines = measured.map(({ points, style }) => curves(frame, [points], { style }));
  const labels = measured.flatMap(({ points, text, style }) => {
    const value = finite(points).at(-1);
    return value === undefined ? [] : [{ text, style, value }];
  });
  const twins = CLUSTERS.flatMap(({ style }, i) =>
    twinCurves(record, 'clusterMargins', i).map(({ points, stroke }) =>
      curves(frame, [points], { style, ...stroke }),
    ),
  );
  return panel(frame, [
    level(frame, 1),
    ...lines,
    ...twins,
    ...endLabels(frame, labels),
    ...equation(frame, margins),
  ]);
}

/** The values of a curve where it has some. */
export const finite = (points: readonly Point[]) =>
  points.flatMap(({ value }) => (value === null ? [] : [value]));

/** An axis of margins, linear within ±10^exponent. */
export function marginAxis(values: readonly number[], exponent: number, height = HEIGHT): Axis {
  const low = values.reduce((least, value) => Math.min(least, value), 0);
  const high = values.reduce((most, value) => Math.max(most, value), 1);
  const below = Math.max(1.6 * low - Number(`1e${exponent}`), -MOST);
  return symlogAxis(below, Math.min(5 * high, MOST), exponent, height);
}

/** The predicted curves, named right of the lowest one, on its rise. */
function equation(frame: Frame, margins: readonly (readonly Point[])[]): Json[] {
  const [first, ...others] = margins;
  if (!first) return [];
  const start = (points: readonly Point[]) => points[0]!.value!;
  const lowest = others.reduce((low, points) => (start(points) < start(low) ? points : low), first);
  const rising = lowest.filter(({ value }) => value! < RISING);
  const at = rising[rising.length >> 1] ?? lowest[0]!;
  return [predicted(frame, margins), ...remark(frame, at, 'predicted', { dx: 12, dy: 14 })];
}

/** The strip below: the test error. */
export function errorStrip(record: TrialRecord, timeline: Timeline): Json {
  const points = curve(record, record.series.testError);
  const ticks = finite(points).some((error) => error > 0.53) ? [0, 0.5, 1] : [0, 0.25, 0.5];
  const y = linearAxis(0, ticks.at(-1)! * 1.06, ticks, '.0%');
  const frame: Frame = { timeline, y, axisTitle: 'test error', height: 64 };
  const twins = twinCurves(record, 'testError').map((twin) =>
    curves(frame, [twin.points], { style: 'error', ...twin.stroke }),
  );
  return panel(frame, [curves(frame, [points], { style: 'error' }), ...twins, samplesAxis(timeline)]);
}
