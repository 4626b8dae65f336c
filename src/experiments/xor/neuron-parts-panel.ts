import { type Axis, logAxis } from '../../figures/axis.ts';
import { type Point, thinned } from '../../figures/clip.ts';
import { markNames } from '../../figures/marks.ts';
import { curves, endLabels, type Frame, type Json, panel, predicted, remark } from '../../figures/panel.ts';
import { type Timeline, timeAxis } from '../../figures/timeline.ts';
import type { TrialRecord } from '../experiment.ts';
import { type Part, partsOver } from './neuron-rows.ts';
import { twinCurves } from './twins-panel.ts';
import { curve, type Slope } from './two-phases-prediction.ts';

/** In the order of drawing: what is drawn last lies on top. */
export const PARTS: readonly { readonly part: Part; readonly text: string }[] = [
  { part: 'perpendicular', text: 'perpendicular' },
  { part: 'opposite', text: 'opposite' },
  { part: 'secondLayer', text: '|a|' },
  { part: 'signal', text: 'signal' },
];

/** Decades the axis shows at most: more would hide the growth of a run that then diverged. */
const MOST_DECADES = 9;

/** Measurements drawn of each thin line. */
const THIN_POINTS = 60;

/** Panel (a): parts of the neurons on a logarithmic axis, with the predicted slopes. */
export function neuronPartsPanel(record: TrialRecord, timeline: Timeline, slopes: readonly Slope[]): Json {
  const shown = PARTS.map(({ part, text }) => ({
    part,
    text,
    rms: curve(record, record.series[part]),
  })).filter(({ rms }) => positive(rms).length > 0);
  const y = axisOver(shown.map(({ rms }) => positive(rms)));
  const title = ['(a) Parts of the neurons', strokesLine(record)] as const;
  const frame: Frame = { timeline, y, title, axisTitle: 'norm', height: 270 };
  const thin = shown.map(({ part }) =>
    curves(frame, neuronCurves(record, part), { style: part, strokeWidth: 0.6, strokeOpacity: 0.28 }),
  );
  const thick = shown.map(({ part, rms }) => curves(frame, [rms], { style: part, strokeWidth: 2.4 }));
  const twins = shown.flatMap(({ part }) =>
    twinCurves(record, part).map(({ points, stroke }) => curves(frame, [points], { style: part, ...stroke })),
  );
  const labels = shown.map(({ part, text, rms }) => ({ text, style: part, value: positive(rms).at(-1)! }));
  return panel(frame, [
    timeAxis(timeline),
    ...(record.settings.width > 1 ? thin : []),
    ...thick,
    ...twins,
    ...endLabels(frame, labels),
    ...markNames(timeline),
    ...slopes.flatMap((slope) => slopeLayers(frame, slope, slopes)),
  ]);
}

/** What thick and thin lines are. */
function strokesLine({ settings: { width }, series }: TrialRecord): string {
  const shown = partsOver(series).signal.length;
  if (width === 1) return 'the one neuron';
  const thin = shown < width ? `the first ${shown}` : 'each of them';
  return `thick: root mean square over ${width} neurons; thin: ${thin}`;
}

/** The values that a logarithmic axis can show. */
export const positive = (points: readonly Point[]) =>
  points.flatMap(({ value }) => (value !== null && value > 0 ? [value] : []));

/** From below the smallest root mean square to above the largest, over no more decades than can be read. */
export function axisOver(each: readonly (readonly number[])[]): Axis {
  const values = each.flat();
  const low = values.reduce((least, value) => Math.min(least, value), 1) / 4;
  const high = values.reduce((most, value) => Math.max(most, value), low) * 4;
  return logAxis(low, Math.min(high, low * 10 ** MOST_DECADES));
}

function neuronCurves(record: TrialRecord, part: Part): Point[][] {
  return partsOver(record.series)[part].map((row) => thinned(curve(record, row), THIN_POINTS));
}

/** Pixels a predicted line must rise for a label to have room beside it. */
const LABELED_RISE = 30;

/** A dashed line with its rate right of its middle; of two opposite rates, the rising line bears both. */
function slopeLayers(frame: Frame, { rate, from, to }: Slope, all: readonly Slope[]): Json[] {
  const line = predicted(frame, [[from, to]]);
  const mirrored = all.some((other) => other.rate === -rate);
  if (mirrored && rate < 0) return [line];
  const rise = frame.height * Math.abs(frame.y.position(to.value) - frame.y.position(from.value));
  if (rise < LABELED_RISE) return [line];
  const middle = { time: (from.time + to.time) / 2, value: Math.sqrt(from.value * to.value) };
  const sign = mirrored ? '±' : rate < 0 ? '−' : '+';
  const text = `predicted ${sign}${Math.abs(rate).toPrecision(3)} per T`;
  return [line, ...remark(frame, middle, text, { dx: 10, dy: 10 })];
}
