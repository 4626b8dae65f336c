import type { Figure } from '../experiments/experiment.ts';
import { themeConfig } from '../figures/theme.ts';
import { PLANE_STRIDE, type Plane } from '../metrics/plane.ts';
import { isLine, type NeuronViewName, normAt, placed } from './neuron-places.ts';
import type { Frame } from './session.ts';

type Json = Readonly<Record<string, unknown>>;

/** Pixels that a neuron of the norm it began with has as its radius, and that every doubling adds. */
const RADIUS = 3;
const DOUBLING = 1.15;

/** Radius in pixels at which a neuron is drawn: grows with the logarithm of ‖w‖ over what it was at the start. */
export function neuronRadius(norm: number, start: number): number {
  const doublings = norm > 0 ? Math.log2(norm / start) : -Infinity;
  return Math.min(14, Math.max(1.2, RADIUS + DOUBLING * doublings));
}

/** Pixels of a side. */
const SIDE = 440;

/** What a figure of the neurons shows. */
export interface NeuronsShown {
  readonly frame: Frame;
  readonly plane: Plane;
  readonly view: NeuronViewName;
  /** ‖w‖ of a neuron at the start. */
  readonly start: number;
}

/** The neurons of a run at one moment, in the plane of its features. */
export function neuronsFigure(shown: NeuronsShown): Figure {
  const { frame, view } = shown;
  const caption = captionOf(shown);
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: {
      text: view === 'directions' ? 'Directions of the neurons' : 'Weights of the neurons',
      subtitle: `step ${frame.step}, T = ${Number(frame.time.toPrecision(4))}, ${frame.samples} samples`,
    },
    config: themeConfig('light'),
    width: SIDE,
    height: isLine(shown.plane) ? SIDE / 2 : SIDE,
    layer: [
      ...(view === 'directions' ? [...rings(shown), ...noise(shown)] : []),
      ...targets(shown),
      ...neuronLayers(shown),
    ],
  };
  return { spec, caption };
}

function captionOf(shown: NeuronsShown): string {
  const { frame, plane, view } = shown;
  const count = frame.neurons.length / PLANE_STRIDE;
  const [first, second] = plane.axes;
  const along = second ? `along ${first} and ${second}` : `along ${first}, and the norm outside of it`;
  const what = view === 'directions' ? `w/‖w‖ ${along}; at the rim nothing of it is elsewhere` : `w ${along}`;
  return (
    `${count} neurons at step ${frame.step}: ${what}. Discs have a ≥ 0, triangles a < 0; ` +
    `their radius grows with the logarithm of ‖w‖.${plane.clusters.length > 0 ? ' Large outlines are the clusters with label +1 (disc) and −1 (triangle).' : ''}${chance(shown)}`
  );
}

function chance({ plane, view }: NeuronsShown): string {
  if (view !== 'directions' || plane.noise === undefined) return '';
  return isLine(plane)
    ? ' Between the dashed lines at ±2/√d lie 95 % of random directions.'
    : ' Within the dashed ring at 2/√d lie 86 % of random directions.';
}

/** Half of what the axes show. */
function reachOf({ frame, plane, view }: NeuronsShown): number {
  if (view === 'directions') return 1.12;
  const most = placed(frame.neurons, plane, view).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return 1.15 * (most || 1);
}

function place(shown: NeuronsShown): Json {
  const reach = Number(reachOf(shown).toPrecision(4));
  const [first, second] = shown.plane.axes;
  const of = shown.view === 'directions' ? ' / ‖w‖' : '';
  const scale = (low: number) => ({ domain: [low, reach], nice: false, zero: false });
  const axis = (name: string) => ({ title: `${name}${of}`, tickCount: 5 });
  const low = isLine(shown.plane) ? 0 : -reach;
  return {
    x: { field: 'x', type: 'quantitative', scale: scale(-reach), axis: axis(`w along ${first}`) },
    y: {
      field: 'y',
      type: 'quantitative',
      scale: scale(low),
      axis: axis(second ? `w along ${second}` : 'norm outside'),
    },
  };
}

const RING_POINTS = 96;

/** The rim, and the ring at which a neuron lies half in the plane. */
function rings(shown: NeuronsShown): Json[] {
  return [0.5, 1].map((radius) => ({
    data: { values: circle(radius, (isLine(shown.plane) ? 1 : 2) * Math.PI) },
    mark: { type: 'line', style: 'grid', strokeWidth: radius === 1 ? 1.5 : 1 },
    encoding: { ...place(shown), order: { field: 'i' } },
  }));
}

/** Within it lie most directions that chance has drawn. */
function noise(shown: NeuronsShown): Json[] {
  const { noise: radius = 1 } = shown.plane;
  if (radius >= 1) return [];
  const height = Math.sqrt(1 - radius * radius);
  const lines = isLine(shown.plane)
    ? [-radius, radius].map((x) => [0, height].map((y, i) => ({ x: rounded(x), y: rounded(y), i })))
    : [circle(radius, 2 * Math.PI)];
  return lines.map((values) => ({
    data: { values },
    mark: { type: 'line', style: 'muted', strokeWidth: 1, strokeDash: [4, 4] },
    encoding: { ...place(shown), order: { field: 'i' } },
  }));
}

const circle = (radius: number, angle: number) =>
  Array.from({ length: RING_POINTS + 1 }, (_, i) => ({
    x: rounded(radius * Math.cos((angle * i) / RING_POINTS)),
    y: rounded(radius * Math.sin((angle * i) / RING_POINTS)),
    i,
  }));

const rounded = (value: number) => Number(value.toPrecision(6));

/** The clusters at the rim or, for weights, at the edge in their direction; with their names. */
function targets(shown: NeuronsShown): Json[] {
  const radius = shown.view === 'directions' ? 1 : reachOf(shown) / 1.08;
  return shown.plane.clusters.flatMap(({ name, x, y, label }) => {
    const length = Math.sqrt(x * x + y * y);
    const data = {
      values: [{ name, label, x: rounded((radius * x) / length), y: rounded((radius * y) / length) }],
    };
    const style = label > 0 ? 'positive' : 'negative';
    const encoding = place(shown);
    const shape = label > 0 ? 'circle' : 'triangle-up';
    const text = {
      type: 'text',
      style,
      dx: y === 0 ? 0 : 16,
      dy: y === 0 ? -18 : 0,
      align: y === 0 ? 'center' : 'left',
    };
    return [
      { data, mark: { type: 'point', style, shape, size: 460, strokeWidth: 1.6 }, encoding },
      { data, mark: text, encoding: { ...encoding, text: { field: 'name' } } },
    ];
  });
}

/** Discs and triangles; every row has all that is known of its neuron. */
function neuronLayers(shown: NeuronsShown): Json[] {
  const rows = rowsOf(shown);
  return [true, false].flatMap((isPositive) => {
    const values = rows.filter(({ a }) => a >= 0 === isPositive);
    const style = isPositive ? 'positive' : 'negative';
    const shape = isPositive ? 'circle' : 'triangle-up';
    const mark = { type: 'point', style, shape, filled: true, opacity: 0.8 };
    const size = { field: 'size', type: 'quantitative', scale: null };
    return values.length > 0 ? [{ data: { values }, mark, encoding: { ...place(shown), size } }] : [];
  });
}

function rowsOf({ frame: { neurons }, plane, view, start }: NeuronsShown) {
  const places = placed(neurons, plane, view);
  return Array.from({ length: neurons.length / PLANE_STRIDE }, (_, j) => {
    const [along, across, outside, a] = [0, 1, 2, 3].map((k) => rounded(neurons[PLANE_STRIDE * j + k]!));
    const norm = normAt(neurons, j);
    return {
      neuron: j,
      a: a!,
      along,
      across,
      outside,
      norm: rounded(norm),
      x: rounded(places[2 * j]!),
      y: rounded(places[2 * j + 1]!),
      size: rounded((2 * neuronRadius(norm, start)) ** 2),
    };
  });
}
