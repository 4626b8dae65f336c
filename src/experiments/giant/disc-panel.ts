import type { Json } from '../../figures/panel.ts';
import { PANEL_WIDTH } from '../../figures/timeline.ts';
import type { TrialRecord } from '../experiment.ts';
import { settingsOf, theoryIn } from './rows.ts';
import type { TargetTheory } from './theory.ts';

/** A neuron in the plane of the disc: cosines with its two axes. */
interface Dot {
  readonly x: number;
  readonly y: number;
  readonly sign: 1 | -1;
}

/** What discs are drawn of: a record, or what was kept of one. */
export type Pictured = Pick<TrialRecord, 'series' | 'settings' | 'summary'>;

/** Discs at most. */
const MOST_DISCS = 6;

/** The measured steps that are shown, by their place: the first ones and the last. */
function shownSteps({ series }: TrialRecord): number[] {
  const places = [...series.step.keys()];
  return places.length <= MOST_DISCS ? places : [...places.slice(0, MOST_DISCS - 1), places.length - 1];
}

/** Names of the disc's axes, and how the two come from the first directions. */
export interface DiscAxes {
  readonly names: readonly [x: string, y: string];
  /** A row an axis, an entry a direction. */
  readonly rows: readonly [readonly number[], readonly number[]];
}

/** The two inputs a target has, so that its directions are seen as lines; else its first two directions. */
export function discAxes({ directions, variables }: TargetTheory): DiscAxes {
  if (variables.length === 2 && directions.length === 2) {
    const row = (v: number) => directions.map(({ vector }) => vector[v]!);
    return { names: [`z${variables[0]}`, `z${variables[1]}`], rows: [row(0), row(1)] };
  }
  return {
    names: [directions[0]!.name, directions[1]!.name],
    rows: [
      [1, 0],
      [0, 1],
    ],
  };
}

/** The neurons that a measurement shows: the directions of the step that led there, at the start of their weights. */
export function dotsAt({ series, settings }: Pictured, place: number, axes: DiscAxes): Dot[] {
  const { neurons, step } = series;
  const [name, sign] = step[place] === 0 ? ['weight', 1] : ['gradient', -1];
  const rows = axes.rows[0].map((_, k) => neurons[`${name}${k + 1}`]);
  const along = (axis: readonly number[], j: number) =>
    axis.reduce((sum, share, k) => sum + sign * share * (rows[k]?.[j]?.[place] ?? 0), 0);
  const count = Math.min(settings.width, neurons.a?.length ?? 0);
  return Array.from({ length: count }, (_, j) => ({
    x: short(along(axes.rows[0], j)),
    y: short(along(axes.rows[1], j)),
    sign: neurons.a![j]![0]! < 0 ? (-1 as const) : (1 as const),
  })).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
}

const short = (cosine: number) => Number(cosine.toPrecision(3));

/**
 * The one direction along which steps up to this one can move neurons, if it is one: what the staircase has reached.
 *
 * @returns its place among the directions; −1 where there is none
 */
export function lineAt({ directions }: TargetTheory, step: number): number {
  const isReached = (reached: number | null) => reached !== null && reached <= step;
  const count = directions.filter((direction) => isReached(direction.step)).length;
  return step > 0 && count === 1 ? directions.findIndex((direction) => isReached(direction.step)) : -1;
}

/** Discs in a row: all of them, or three. */
const columnsFor = (discs: number) => (discs > 4 ? 3 : discs);

/** Pixels between discs. */
const GAP = 40;

const MOST_SIZE = 170;

/** Rows of unit discs, one a shown step. */
export function discRows(record: TrialRecord): Json[] {
  const axes = discAxes(theoryIn(record));
  const places = shownSteps(record);
  const columns = columnsFor(places.length);
  const size = Math.min(MOST_SIZE, Math.floor((PANEL_WIDTH - (columns - 1) * GAP) / columns));
  const rows = Array.from({ length: Math.ceil(places.length / columns) }, (_, row) =>
    places.slice(row * columns, (row + 1) * columns),
  );
  return rows.map((row, r) => ({
    bounds: 'flush',
    spacing: GAP,
    hconcat: row.map((place, c) =>
      disc(record, place, { axes, size, isLeft: c === 0, isBottom: r === rows.length - 1 }),
    ),
  }));
}

/** How a disc is drawn. */
export interface Look {
  readonly axes: DiscAxes;
  readonly size: number;
  readonly isLeft: boolean;
  readonly isBottom: boolean;
}

const scale = { domain: [-1, 1], nice: false, zero: false };

/** A coordinate of the disc, without an axis. */
const cosine = (field: string, axis: Json | null = null) => ({ field, type: 'quantitative', scale, axis });

/** The unit disc of one measurement. */
export function disc(record: Pictured, place: number, { axes, size, isLeft, isBottom }: Look): Json {
  const step = record.series.step[place]!;
  const line = lineAt(theoryIn(record), step);
  const dots = dotsAt(record, place, axes);
  const ticks = { values: [-1, 0, 1], format: 'd', grid: false };
  const x = cosine('x', { ...ticks, title: isBottom ? axes.names[0] : null });
  const y = cosine('y', {
    ...ticks,
    title: isLeft ? axes.names[1] : null,
    titleAngle: 0,
    titleAlign: 'right',
  });
  return {
    title: {
      text: step === 0 ? 'start: the weights' : `step ${step}`,
      frame: 'group',
      fontSize: 11,
      offset: 4,
      anchor: 'middle',
    },
    width: size,
    height: size,
    layer: [
      { data: { values: [{ x: 0, y: 0 }] }, mark: { type: 'point', opacity: 0 }, encoding: { x, y } },
      cross(),
      circle(1, { style: 'muted', strokeWidth: 0.8 }),
      circle(2 / Math.sqrt(settingsOf(record).inputDim), {
        style: 'muted',
        strokeWidth: 1,
        strokeDash: [2, 2],
      }),
      ...(line >= 0 ? [lineAlong(line, axes)] : []),
      ...dotLayers(dots),
    ],
    resolve: { axis: { x: 'independent', y: 'independent' } },
  };
}

function cross(): Json {
  const values = [
    { x: -1, y: 0, x2: 1, y2: 0 },
    { x: 0, y: -1, x2: 0, y2: 1 },
  ];
  return {
    data: { values },
    mark: { type: 'rule', style: 'grid' },
    encoding: { x: cosine('x'), y: cosine('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
  };
}

const ROUND = 72;

function circle(radius: number, stroke: Json): Json {
  const values = Array.from({ length: ROUND + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / ROUND;
    return { i, x: short(radius * Math.cos(angle)), y: short(radius * Math.sin(angle)) };
  });
  return {
    data: { values: radius < 1 ? values : values.map(inside) },
    mark: { type: 'line', ...stroke },
    encoding: { x: cosine('x'), y: cosine('y'), order: { field: 'i' } },
  };
}

const inside = ({ i, x, y }: { readonly i: number; readonly x: number; readonly y: number }) => ({
  i,
  x: Math.max(-1, Math.min(1, x)),
  y: Math.max(-1, Math.min(1, y)),
});

/** Both ways from the center to the circle. */
function lineAlong(direction: number, { rows }: DiscAxes): Json {
  const [x, y] = [rows[0][direction]!, rows[1][direction]!];
  return {
    data: { values: [{ x: short(-x), y: short(-y), x2: short(x), y2: short(y) }] },
    mark: { type: 'rule', style: 'prediction', strokeDash: [5, 3], strokeWidth: 1.2 },
    encoding: { x: cosine('x'), y: cosine('y'), x2: { field: 'x2' }, y2: { field: 'y2' } },
  };
}

/** Warm where a > 0, cool where a < 0. */
function dotLayers(dots: readonly Dot[]): Json[] {
  return ([1, -1] as const).map((sign) => ({
    data: { values: dots.filter((dot) => dot.sign === sign) },
    mark: {
      type: 'point',
      filled: true,
      style: sign > 0 ? 'positive' : 'negative',
      size: 22,
      opacity: 0.85,
    },
    encoding: { x: cosine('x'), y: cosine('y') },
  }));
}
