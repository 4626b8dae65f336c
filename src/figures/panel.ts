import type { Axis } from './axis.ts';
import { clipped, type Point } from './clip.ts';
import { spread } from './spread.ts';
import { PANEL_WIDTH, phaseBands, type Timeline, timeEncoding, timeGrid } from './timeline.ts';

/** A piece of a Vega-Lite specification. */
export type Json = Readonly<Record<string, unknown>>;

/** A panel: what its vertical axis is, and how high it is. */
export interface Frame {
  readonly timeline: Timeline;
  readonly y: Axis;
  readonly title: string;
  /** Of the vertical axis, with its unit where there is one. */
  readonly axisTitle: string;
  /** Pixels. */
  readonly height: number;
}

/** Pixels kept for tick labels, so that the titles of stacked panels line up. */
const LABEL_EXTENT = 40;

/** A panel of layers over phase bands, grid and axis. */
export function panel(frame: Frame, layers: readonly Json[], named = true): Json {
  const { title, height, timeline } = frame;
  return {
    ...(title && { title: { text: title, anchor: 'start', frame: 'group', offset: 8 } }),
    width: PANEL_WIDTH,
    height,
    layer: [...phaseBands(timeline, named), timeGrid(timeline), ...valueAxis(frame), ...layers],
    resolve: { axis: { x: 'independent', y: 'independent' } },
  };
}

/** Encoding of the field `value` on the panel's vertical scale, without an axis. */
function valueEncoding({ y }: Frame, axis: Json | null = null): Json {
  return { field: 'value', type: 'quantitative', scale: y.scale, axis };
}

/** The vertical axis and its grid, which must lie above the bands. */
function valueAxis(frame: Frame): Json[] {
  const axis = { ...frame.y.axis, title: frame.axisTitle, grid: false, minExtent: LABEL_EXTENT };
  const values = frame.y.axis.values.map((value) => ({ value }));
  return [
    { data: { values }, mark: { type: 'rule', style: 'grid' }, encoding: { y: valueEncoding(frame, axis) } },
  ];
}

/** A horizontal line across the panel. */
export function level(frame: Frame, value: number): Json {
  const mark = { type: 'rule', style: 'muted', strokeWidth: 0.8 };
  return { data: { values: [{ value }] }, mark, encoding: { y: valueEncoding(frame) } };
}

/** How a curve is drawn: its meaning in the palette, and what differs from a plain solid line. */
export interface Stroke extends Json {
  readonly style: string;
}

/** Curves of one meaning; what leaves the panel is cut off. One or two measurements are dots as well. */
export function curves(frame: Frame, each: readonly (readonly Point[])[], stroke: Stroke): Json {
  const values = each.flatMap((points, curve) => clipped(points, frame.y).map((point) => ({ curve, ...short(point) })));
  const few = !stroke['strokeDash'] && each.every((points) => points.length < 3);
  return {
    data: { values },
    mark: { type: 'line', ...stroke, ...(few && { point: { size: 16, ...stroke } }) },
    encoding: {
      x: timeEncoding(frame.timeline),
      y: valueEncoding(frame),
      ...(each.length > 1 && { detail: { field: 'curve' } }),
    },
  };
}

/** Digits that a tenth of a pixel needs. */
const short = ({ time, value }: Point): Point => ({
  time: Number(time.toPrecision(6)),
  value: value === null ? null : Number(value.toPrecision(4)),
});

/** What is predicted, dashed. */
export function predicted(frame: Frame, each: readonly (readonly Point[])[]): Json {
  return curves(frame, each, { style: 'prediction', strokeDash: [5, 3], strokeWidth: 1.2 });
}

/** A remark beside a point, with a halo that keeps lines off it. */
export function remark(frame: Frame, at: Point, text: string, offset: Json): Json[] {
  const encoding = { x: timeEncoding(frame.timeline), y: valueEncoding(frame), text: { field: 'text' } };
  const data = { values: [{ ...at, text }] };
  const layer = (style: string) => ({ data, mark: { type: 'text', align: 'left', ...offset, style }, encoding });
  return [layer('halo'), layer('prediction')];
}

/** A name to write at the right end of a curve. */
export interface EndLabel {
  readonly text: string;
  readonly style: string;
  readonly value: number;
}

/** Pixels between the baselines of neighboring labels. */
const LABEL_GAP = 14;

/** Names right of the panel, each as near to the end of its curve as the others allow. */
export function endLabels(frame: Frame, labels: readonly EndLabel[]): Json[] {
  const heights = spread(
    labels.map(({ value }) => Math.min(1, Math.max(0, frame.y.position(value))) * frame.height),
    LABEL_GAP,
    frame.height,
  );
  return labels.map(({ text, style }, i) => ({
    data: { values: [{ text }] },
    mark: { type: 'text', align: 'left', baseline: 'middle', style },
    encoding: {
      x: { value: PANEL_WIDTH + 8 },
      y: { value: Number((frame.height - heights[i]!).toFixed(1)) },
      text: { field: 'text' },
    },
  }));
}
