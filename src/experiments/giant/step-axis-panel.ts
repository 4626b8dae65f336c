import { type Axis, roundTicks } from '../../figures/axis.ts';
import type { Point } from '../../figures/clip.ts';
import { markRules } from '../../figures/marks.ts';
import { curves, type Frame, type Json, type Stroke } from '../../figures/panel.ts';
import { PANEL_WIDTH, type Timeline, timeEncoding } from '../../figures/timeline.ts';
import type { TrialRecord } from '../experiment.ts';
import { settingsOf } from './rows.ts';

/** Steps from the start to the end, and a mark wherever a setting changes. */
export function stepsOf(record: TrialRecord): Timeline {
  const end = Math.max(1, record.series.step.at(-1)!);
  const marks = settingsOf(record).changes.map(({ step, key, value }) => ({
    time: step,
    text: `${key} = ${value}`,
  }));
  return { end, samples: [], phases: [], marks: marks.filter(({ time }) => time <= end) };
}

/** Pixels kept for tick labels, so that the titles of stacked panels line up. */
const LABEL_EXTENT = 40;

/** A panel of layers over a grid of whole steps and an axis. */
export function stepPanel(frame: Frame, subtitle: string, layers: readonly Json[]): Json {
  const { timeline, y, height } = frame;
  const ticks = roundTicks(timeline.end, 10).filter(Number.isInteger);
  const x = timeEncoding(timeline, { values: ticks, format: 'd', grid: false, title: 'giant steps' });
  const value = { field: 'value', type: 'quantitative', scale: y.scale };
  const axis = { ...y.axis, title: frame.axisTitle, grid: false, minExtent: LABEL_EXTENT };
  const rule = { type: 'rule', style: 'grid' };
  const grid = [
    { data: { values: ticks.map((time) => ({ time })) }, mark: rule, encoding: { x } },
    {
      data: { values: y.axis.values.map((tick) => ({ value: tick })) },
      mark: rule,
      encoding: { y: { ...value, axis } },
    },
  ];
  return {
    title: { text: frame.title![0], subtitle, frame: 'group', offset: 8, ...TITLE },
    width: PANEL_WIDTH,
    height,
    layer: [...grid, ...markRules(timeline), ...layers],
    resolve: { axis: { x: 'independent', y: 'independent' } },
  };
}

/** Of a panel's title. */
export const TITLE = { fontSize: 12, subtitleFontSize: 10, subtitlePadding: 4 };

/** Measured values joined by a line, a dot each. */
export function measured(frame: Frame, points: readonly Point[], stroke: Stroke): Json {
  return curves(frame, [points], { strokeWidth: 2, point: { style: stroke.style, size: 22 }, ...stroke });
}

/** A dashed line across the panel. */
export function dashedLevel({ y }: { readonly y: Axis }, value: number, style: string): Json {
  return {
    data: { values: [{ value }] },
    mark: { type: 'rule', style, strokeWidth: 1.2, strokeDash: [5, 3] },
    encoding: { y: { field: 'value', type: 'quantitative', scale: y.scale, axis: null } },
  };
}

/** A column over the measured steps. */
export const pointsOver = (record: TrialRecord, values: readonly (number | null)[]): Point[] =>
  record.series.step.map((time, i) => ({ time, value: values[i] ?? null }));
