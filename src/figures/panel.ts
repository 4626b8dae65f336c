import type { Axis } from './axis.ts';
import { clipped, type Point, thinned } from './clip.ts';
import { markRules } from './marks.ts';
import { spread } from './spread.ts';
import { textWidth } from './text-width.ts';
import { PANEL_WIDTH, phaseBands, phaseNames, type Timeline, timeEncoding, timeGrid } from './timeline.ts';

/** A piece of a Vega-Lite specification. */
export type Json = Readonly<Record<string, unknown>>;

/** A panel: what its vertical axis is, and how high it is. */
export interface Frame {
  readonly timeline: Timeline;
  readonly y: Axis;
  /** Title and a remark below it; a strip below another panel has neither, nor names of phases. */
  readonly title?: readonly [title: string, subtitle: string];
  /** Of the vertical axis, with its unit where there is one. */
  readonly axisTitle: string;
  /** Pixels. */
  readonly height: number;
}

/** Empty space between panels of one column, in pixels: a flush column counts the views only, not what stands around them. */
export const room = (height: number): Json => ({
  width: PANEL_WIDTH,
  height,
  data: { values: [{}] },
  mark: { type: 'point', opacity: 0 },
  encoding: {},
});

/** Pixels kept for tick labels, so that the titles of stacked panels line up. */
const LABEL_EXTENT = 40;

/** A panel of layers over phase bands, grid and axis. */
export function panel(frame: Frame, layers: readonly Json[]): Json {
  const { title, height, timeline } = frame;
  const names = title ? phaseNames(timeline) : [];
  const behind = [...phaseBands(timeline), timeGrid(timeline), valueAxis(frame), ...markRules(timeline)];
  return {
    ...(title && { title: { text: title[0], subtitle: title[1], frame: 'group', offset: 8, ...TITLE } }),
    width: PANEL_WIDTH,
    height,
    layer: [...behind, ...names, ...layers],
    resolve: { axis: { x: 'independent', y: 'independent' } },
  };
}

const TITLE = { fontSize: 12, subtitleFontSize: 10, subtitlePadding: 4 };

/** Encoding of the field `value` on the panel's vertical scale, without an axis. */
function valueEncoding({ y }: Frame, axis: Json | null = null): Json {
  return { field: 'value', type: 'quantitative', scale: y.scale, axis };
}

/** The vertical axis and its grid, which must lie above the bands. */
function valueAxis(frame: Frame): Json {
  const axis = { ...frame.y.axis, title: frame.axisTitle, grid: false, minExtent: LABEL_EXTENT };
  const values = frame.y.axis.values.map((value) => ({ value }));
  return {
    data: { values },
    mark: { type: 'rule', style: 'grid' },
    encoding: { y: valueEncoding(frame, axis) },
  };
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

/** Points of a curve: one every two pixels. */
const MOST_POINTS = PANEL_WIDTH / 2;

/** Curves of one meaning; what leaves the panel is cut off. A single measurement is a dot. */
export function curves(frame: Frame, each: readonly (readonly Point[])[], stroke: Stroke): Json {
  const values = each.flatMap((points, curve) =>
    clipped(thinned(points, MOST_POINTS), frame.y).map((point) => ({ curve, ...short(point) })),
  );
  const single = each.every((points) => points.length === 1);
  return {
    data: { values },
    mark: { type: 'line', ...stroke, ...(single && { point: { style: stroke.style, size: 12 } }) },
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

/** Where a remark's left end stands from its point, in pixels. */
export interface Offset {
  readonly dx: number;
  readonly dy: number;
}

/** Pixels a remark keeps from the edges of the panel. */
const EDGE = 6;

const FONT_SIZE = 11;

/** A remark on a prediction, beside a point but within the panel, with a halo that keeps lines off it. */
export function remark(frame: Frame, at: Point, text: string, { dx, dy }: Offset): Json[] {
  const width = textWidth({ fontSize: FONT_SIZE }, text);
  const x = (PANEL_WIDTH * at.time) / frame.timeline.end + dx;
  const y = frame.height * (1 - frame.y.position(at.value ?? 0)) + dy;
  const place = {
    x: within(x, EDGE, PANEL_WIDTH - width - EDGE),
    y: within(y, 2 * EDGE, frame.height - 2 * EDGE),
  };
  return [written(text, 'halo', place), written(text, 'prediction', place)];
}

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most));

/** Text that starts at a place in the panel, in pixels from its top left. */
function written(text: string, style: string, { x, y }: { readonly x: number; readonly y: number }): Json {
  return {
    data: { values: [{ text }] },
    mark: { type: 'text', align: 'left', baseline: 'middle', style },
    encoding: { x: { value: Math.round(x) }, y: { value: Math.round(y) }, text: { field: 'text' } },
  };
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
export function endLabels({ y, height }: Frame, labels: readonly EndLabel[]): Json[] {
  const wanted = labels.map(({ value }) => height * within(y.position(value), 0, 1));
  const heights = spread(wanted, LABEL_GAP, height);
  return labels.map(({ text, style }, i) =>
    written(text, style, { x: PANEL_WIDTH + 8, y: height - heights[i]! }),
  );
}
