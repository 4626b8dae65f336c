import { type Axis, linearAxis, symlogAxis } from '../../figures/axis.ts';
import type { Point } from '../../figures/clip.ts';
import { curves, endLabels, type Frame, type Json, level, panel, predicted, remark } from '../../figures/panel.ts';
import { samplesAxis, type Timeline } from '../../figures/timeline.ts';
import type { TrialRecord } from '../experiment.ts';
import { curve, marginCurve } from './two-phases-prediction.ts';

/** The clusters in the order of the metric. */
const CLUSTERS = [
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

/** Panel (b): the four margins with the margin equation. */
export function marginsPanel(record: TrialRecord, timeline: Timeline, margins: readonly (readonly Point[])[]): Json {
  const measured = CLUSTERS.map((cluster, i) => ({ ...cluster, points: marginCurve(record, i) }));
  const y = axisOver(measured.map(({ points }) => finite(points)).flat(), linearExponent(record));
  const title = '(b) Margins of the four clusters';
  const frame: Frame = { timeline, y, title, axisTitle: 'y f(μ)', height: 220 };
  const lines = measured.map(({ points, style }) => curves(frame, [points], { style }));
  const labels = measured.flatMap(({ points, text, style }) => {
    const value = finite(points).at(-1);
    return value === undefined ? [] : [{ text, style, value }];
  });
  return panel(frame, [
    level(frame, 1),
    ...lines,
    ...endLabels(frame, labels),
    predicted(frame, margins),
    ...margins.slice(0, 1).flatMap((points) => remark(frame, lowest(margins, points.length >> 1), 'predicted', BESIDE)),
  ]);
}

const BESIDE = { dx: 12, dy: 12 };

/** The lowest of the curves' points number i. */
function lowest(curves: readonly (readonly Point[])[], i: number): Point {
  const points = curves.map((points) => points[i]!);
  return points.reduce((low, point) => (point.value! < low.value! ? point : low));
}

const finite = (points: readonly Point[]) => points.flatMap(({ value }) => (value === null ? [] : [value]));

function axisOver(values: readonly number[], exponent: number): Axis {
  const linear = 10 ** exponent;
  const low = values.reduce((least, value) => Math.min(least, value), 0);
  const high = values.reduce((most, value) => Math.max(most, value), 1);
  return symlogAxis(Math.max(1.6 * low - linear, -MOST), Math.min(2 * high, MOST), exponent);
}

/** The strip below: the test error. */
export function errorStrip(record: TrialRecord, timeline: Timeline): Json {
  const points = curve(record, record.series['testError']);
  const y = linearAxis(0, Math.max(0.5, ...finite(points)) * 1.06, [0, 0.25, 0.5], '.0%');
  const frame: Frame = { timeline, y, title: '', axisTitle: 'test error', height: 64 };
  return panel(frame, [curves(frame, [points], { style: 'error' }), samplesAxis(timeline)], false);
}
