import { type Axis, logAxis } from '../../figures/axis.ts';
import type { Point } from '../../figures/clip.ts';
import { curves, endLabels, type Frame, type Json, panel, predicted, remark } from '../../figures/panel.ts';
import { type Timeline, timeAxis } from '../../figures/timeline.ts';
import type { NeuronRows, TrialRecord } from '../experiment.ts';
import { curve, type Slope } from './two-phases-prediction.ts';

/** In the order of drawing: what is drawn last lies on top. */
const PARTS: readonly { readonly part: keyof NeuronRows; readonly text: string }[] = [
  { part: 'perpendicular', text: 'perpendicular' },
  { part: 'opposite', text: 'opposite' },
  { part: 'secondLayer', text: '|a|' },
  { part: 'signal', text: 'signal' },
];

/** Decades the axis shows at most: more would hide the growth of a run that then diverged. */
const MOST_DECADES = 9;

/** Measurements drawn of each thin line, and of each thick one. */
const THIN_POINTS = 60;
const THICK_POINTS = 300;

/** Panel (a): parts of the neurons on a logarithmic axis, with the predicted slopes. */
export function neuronPartsPanel(record: TrialRecord, timeline: Timeline, slopes: readonly Slope[]): Json {
  const shown = PARTS.map(({ part, text }) => ({ part, text, rms: curve(record, record.series[part]) })).filter(
    ({ rms }) => positive(rms).length > 0,
  );
  const y = axisOver(shown.map(({ rms }) => positive(rms)));
  const frame: Frame = { timeline, y, title: '(a) Parts of the neurons', axisTitle: 'norm', height: 270 };
  const thin = shown.map(({ part }) =>
    curves(frame, neuronCurves(record, part), { style: part, strokeWidth: 0.6, strokeOpacity: 0.3 }),
  );
  const thick = shown.map(({ part, rms }) =>
    curves(frame, [thinned(rms, THICK_POINTS)], { style: part, strokeWidth: 2.4 }),
  );
  const labels = shown.map(({ part, text, rms }) => ({ text, style: part, value: positive(rms).at(-1)! }));
  return panel(frame, [
    timeAxis(timeline),
    ...(record.settings.width > 1 ? thin : []),
    ...thick,
    ...endLabels(frame, labels),
    ...slopes.flatMap((slope) => slopeLayers(frame, slope)),
  ]);
}

const positive = (points: readonly Point[]) =>
  points.flatMap(({ value }) => (value !== null && value > 0 ? [value] : []));

/** From below the smallest root mean square to above the largest, and not over more decades than can be read. */
function axisOver(each: readonly (readonly number[])[]): Axis {
  const values = each.flat();
  const low = values.reduce((least, value) => Math.min(least, value), 1) / 3;
  const high = values.reduce((most, value) => Math.max(most, value), low) * 3;
  return logAxis(low, Math.min(high, low * 10 ** MOST_DECADES));
}

function neuronCurves(record: TrialRecord, part: keyof NeuronRows): Point[][] {
  return record.series.neurons[part].map((row) => thinned(curve(record, row), THIN_POINTS));
}

/** At most `most` + 1 points, evenly spaced, the first and the last among them. */
function thinned(points: readonly Point[], most: number): Point[] {
  const every = Math.ceil(points.length / most);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}

/** A dashed line with its rate beside its middle, on the side where the curves are not. */
function slopeLayers(frame: Frame, { rate, from, to }: Slope): Json[] {
  const middle = { time: (from.time + to.time) / 2, value: Math.sqrt(from.value * to.value) };
  const text = `predicted ${rate < 0 ? '−' : '+'}${Math.abs(rate).toFixed(3)} per T`;
  const offset = rate < 0 ? { dx: -4, dy: 16, align: 'right' } : { dx: 8, dy: 12 };
  return [predicted(frame, [[from, to]]), ...remark(frame, middle, text, offset)];
}
