import { spread } from '../../../figures/spread.ts';
import { themeConfig } from '../../../figures/theme.ts';
import { mean } from '../../../numerics/statistics.ts';

type Json = Readonly<Record<string, unknown>>;

/** One curve: a number of every seed at each of a few places. */
export interface Banded {
  readonly name: string;
  /** Its meaning in the palette. */
  readonly style: string;
  readonly points: readonly { readonly x: number; readonly values: readonly number[] }[];
  /** What theory says at those places. */
  readonly prediction?: readonly { readonly x: number; readonly y: number }[];
}

/** A panel of curves on the axes all panels share. */
export interface BandedPanel {
  readonly title: string;
  readonly subtitle: string;
  readonly curves: readonly Banded[];
  /** A level that means something, dotted. */
  readonly level?: { readonly y: number; readonly text: string };
}

/** What the axes are, and where they have ticks. */
export interface BandedAxes {
  readonly x: { readonly title: string; readonly values: readonly number[] };
  readonly y: { readonly title: string; readonly top: number };
}

const WIDTH = 250;
const HEIGHT = 220;
/** Pixels between names at the right end of curves. */
const LINE = 13;

/** Panels side by side: bold the mean over seeds, the band from the lowest to the highest seed, dashed the prediction. */
export function bandedPanels(panels: readonly BandedPanel[], axes: BandedAxes, caption: string): Json {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    config: themeConfig('light'),
    hconcat: panels.map((panel) => panelOf(panel, axes)),
  };
}

function panelOf({ title, subtitle, curves, level }: BandedPanel, axes: BandedAxes): Json {
  const encoding = encodingOf(axes);
  return {
    title: { text: title, subtitle, fontSize: 12, subtitleFontSize: 10, subtitlePadding: 4, offset: 8 },
    width: WIDTH,
    height: HEIGHT,
    layer: [
      ...(level ? levelLayers(level, encoding, axes) : []),
      ...curves.flatMap((curve) => curveLayers(curve, encoding)),
      ...nameLayers(curves, encoding, axes),
    ],
  };
}

type Encoding = ReturnType<typeof encodingOf>;

function encodingOf({ x, y }: BandedAxes) {
  const [from, to] = [Math.min(...x.values), Math.max(...x.values)];
  return {
    x: {
      field: 'x',
      type: 'quantitative',
      scale: { domain: [from, to], nice: false },
      axis: { title: x.title, values: x.values, grid: false, format: '.3~r' },
    },
    y: {
      field: 'y',
      type: 'quantitative',
      scale: { domain: [0, y.top], nice: false },
      axis: { title: y.title, tickCount: 5, grid: true },
    },
  } as const;
}

function levelLayers(
  { y, text }: { y: number; text: string },
  encoding: Encoding,
  { x }: BandedAxes,
): Json[] {
  const values = [Math.min(...x.values), Math.max(...x.values)].map((at) => ({ x: at, y }));
  return [
    {
      data: { values },
      mark: { type: 'line', style: 'muted', strokeDash: [1, 3], strokeWidth: 1.2 },
      encoding,
    },
    {
      data: { values: [{ ...values[0]!, text }] },
      mark: { type: 'text', style: 'muted', align: 'left', baseline: 'bottom', dx: 4, dy: -3, fontSize: 10 },
      encoding: { ...encoding, text: { field: 'text' } },
    },
  ];
}

function curveLayers({ style, points, prediction }: Banded, encoding: Encoding): Json[] {
  const rows = points
    .filter(({ values }) => values.length > 0)
    .map(({ x, values }) => ({ x, y: mean(values), low: Math.min(...values), high: Math.max(...values) }));
  const { x, y } = encoding;
  return [
    {
      data: { values: rows },
      mark: { type: 'area', style, fillOpacity: 0.18 },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
    },
    {
      data: { values: rows },
      mark: { type: 'line', style, strokeWidth: 2, point: { style, size: 24 } },
      encoding,
    },
    ...(prediction
      ? [
          {
            data: { values: prediction },
            mark: { type: 'line', style: 'prediction', strokeDash: [5, 3], strokeWidth: 1.2 },
            encoding,
          },
        ]
      : []),
  ];
}

/** The name of each curve beside its end, moved apart where they would overlap. */
function nameLayers(curves: readonly Banded[], encoding: Encoding, { y }: BandedAxes): Json[] {
  const known = curves.filter(({ points }) => (points.at(-1)?.values.length ?? 0) > 0);
  const ends = known.map(({ points }) => mean(points.at(-1)!.values));
  const heights = spread(
    ends.map((end) => (HEIGHT * end) / y.top),
    LINE,
    HEIGHT,
  );
  return known.map(({ name, style, points }, k) => ({
    data: { values: [{ x: points.at(-1)!.x, y: (heights[k]! * y.top) / HEIGHT, text: name }] },
    mark: { type: 'text', style, align: 'left', dx: 8, baseline: 'middle' },
    encoding: { ...encoding, text: { field: 'text' } },
  }));
}
