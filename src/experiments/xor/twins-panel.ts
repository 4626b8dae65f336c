import { type Axis, logAxis } from '../../figures/axis.ts';
import type { Point } from '../../figures/clip.ts';
import { curves, endLabels, type Frame, type Json, panel, remark, room } from '../../figures/panel.ts';
import { samplesAxis, type Timeline } from '../../figures/timeline.ts';
import type { TrialRecord } from '../experiment.ts';
import type { TwinSeries, TwinSummary } from './twins.ts';
import { curve } from './two-phases-prediction.ts';

/** The dashes that mean a twin in every panel; the color says what of it is drawn. */
const DASHES: Readonly<Record<string, readonly number[]>> = {
  population: [1.5, 2],
  closure: [8, 2],
  margins: [5, 3],
  'linear-loss': [3, 2],
  linearized: [7, 2, 1.5, 2],
  kernel: [7, 2, 1.5, 2, 1.5, 2],
};

const seriesOf = ({ series }: TrialRecord) =>
  Object.entries((series.twins ?? {}) as Readonly<Record<string, TwinSeries>>);

/** A twin's curve, and the dashes that mean this twin. */
export interface TwinCurve {
  readonly points: Point[];
  readonly stroke: { readonly strokeDash: readonly number[]; readonly strokeWidth: number };
}

/** A metric of every twin that shares it; of a metric with several numbers, number `index`. */
export function twinCurves(record: TrialRecord, metric: string, index?: number): TwinCurve[] {
  return seriesOf(record).flatMap(([name, columns]) => {
    const column = columns[metric] as readonly unknown[] | undefined;
    if (!column || isDrawnAlready(name)) return [];
    const values =
      index === undefined ? column : column.map((row) => (row as readonly unknown[] | null)?.[index]);
    return [{ points: curve(record, values), stroke: { strokeDash: DASHES[name]!, strokeWidth: 1.3 } }];
  });
}

/** Panel (b) has the margin equation as its prediction. */
const isDrawnAlready = (name: string) => name === 'margins';

const HEIGHT = 170;

/** Distances below are rounding. */
const LEAST = 1e-7;

/** What stands below the test error: panel (d), where there are twins. */
export function twinsPanels(record: TrialRecord, timeline: Timeline): Json[] {
  return seriesOf(record).length > 0 ? [room(34), distancePanel(record, timeline)] : [];
}

/** Panel (d): how far the run is from each of its twins. */
function distancePanel(record: TrialRecord, timeline: Timeline): Json {
  const shown = seriesOf(record)
    .map(([name, { distance }]) => ({ name, points: positive(curve(record, distance)) }))
    .filter(({ points }) => points.some(({ value }) => value !== null));
  const y = axisOver(shown.flatMap(({ points }) => points.flatMap(({ value }) => value ?? [])));
  const title = [
    '(d) Distance of the run from its twins',
    'dashes mean the same twin in all panels',
  ] as const;
  const frame: Frame = { timeline, y, title, axisTitle: 'relative distance', height: HEIGHT };
  const lines = shown.map(({ name, points }) =>
    curves(frame, [points], { style: 'prediction', strokeDash: DASHES[name]!, strokeWidth: 1.4 }),
  );
  const ends = shown.map(({ name, points }) => ({
    name,
    last: points.findLast(({ value }) => value !== null)!,
  }));
  const early = ends.filter(({ last }) => last.time < 0.97 * timeline.end);
  const late = ends.filter((end) => !early.includes(end));
  return panel(frame, [
    ...lines,
    ...early.flatMap(({ name, last }) => remark(frame, last, name, { dx: 8, dy: 0 })),
    ...endLabels(
      frame,
      late.map(({ name, last }) => ({ text: name, style: 'prediction', value: last.value! })),
    ),
    samplesAxis(timeline),
  ]);
}

/** Distance 0 has no place on a logarithmic axis. */
const positive = (points: readonly Point[]): Point[] =>
  points.map(({ time, value }) => ({ time, value: value !== null && value > 0 ? value : null }));

function axisOver(values: readonly number[]): Axis {
  const low = values.reduce((least, value) => Math.min(least, value), 0.1);
  const high = values.reduce((most, value) => Math.max(most, value), 1);
  return logAxis(Math.max(low / 2, LEAST), Math.min(high * 2, 1e4));
}

/** What the caption says of twins; empty where there are none. */
export function twinsSentence({ summary }: TrialRecord): string {
  const twins = Object.entries((summary.twins ?? {}) as Readonly<Record<string, TwinSummary>>);
  if (twins.length === 0) return '';
  const each = twins.map(([name, { doc, distance }]) => `${name}, ${doc} (distance ${distance})`);
  return `Thin and dashed in (a) and (b), the same of twins of the run, and in (d) its distance from them: ${each.join('; ')}.`;
}
