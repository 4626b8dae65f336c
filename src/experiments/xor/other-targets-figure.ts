import { linearAxis, roundTicks } from '../../figures/axis.ts';
import { curves, endLabels, type Frame, type Json, level, panel } from '../../figures/panel.ts';
import { themeConfig } from '../../figures/theme.ts';
import { type Timeline, timeAxis } from '../../figures/timeline.ts';
import type { Figure, TrialRecord } from '../experiment.ts';
import { errorStrip } from './margins-panel.ts';
import { axisOver, positive } from './neuron-parts-panel.ts';
import { nameOfSet } from './other-targets-report.ts';
import { seedsLine, settingsLine } from './two-phases-caption.ts';
import { subtitleOf, timelineOf } from './two-phases-figure.ts';
import { crossingTime, curve } from './two-phases-prediction.ts';

/**
 * A run of xor/other-targets as a picture: the relevant and the perpendicular part of its neurons, the Fourier
 * coefficients of its output where there are few, and its test error.
 *
 * @param record any status, at least one measurement
 * @param command what repeats the run, for the caption
 */
export function otherTargetsFigure(record: TrialRecord, command: string): Figure {
  const timeline = phasesOf(record);
  const caption = captionOf(record, command);
  const coefficients = coefficientsPanel(record, timeline);
  const lower = [...coefficients, errorStrip(record, timeline)];
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: 'SGD on other targets', subtitle: subtitleOf(record) },
    config: themeConfig('light'),
    bounds: 'flush',
    spacing: coefficients.length > 0 ? 54 : 14,
    vconcat: [partsPanel(record, timeline), { bounds: 'flush', spacing: 14, vconcat: lower }],
  };
  return { spec, caption };
}

/** The last phase is called `learned` here. */
function phasesOf(record: TrialRecord): Timeline {
  const timeline = timelineOf(record, crossingTime(record, 'found'), crossingTime(record, 'learned'));
  const phases = timeline.phases.map((phase) =>
    phase.name === 'tuned' ? { ...phase, title: 'learned' } : phase,
  );
  return { ...timeline, phases };
}

const PARTS = [
  { metric: 'perpendicular', text: 'irrelevant', style: 'perpendicular' },
  { metric: 'secondLayer', text: '|a|', style: 'secondLayer' },
  { metric: 'relevantPart', text: 'relevant', style: 'signal' },
];

/** Panel (a): what neurons have in the relevant coordinates and in the others. */
function partsPanel(record: TrialRecord, timeline: Timeline): Json {
  const shown = PARTS.map((part) => ({ ...part, points: curve(record, record.series[part.metric]) })).filter(
    ({ points }) => positive(points).length > 0,
  );
  const y = axisOver(shown.map(({ points }) => positive(points)));
  const title = ['(a) Parts of the neurons', 'root mean square of their norms'] as const;
  const frame: Frame = { timeline, y, title, axisTitle: 'norm', height: 220 };
  const labels = shown.map(({ text, style, points }) => ({ text, style, value: positive(points).at(-1)! }));
  const lines = shown.map(({ points, style }) => curves(frame, [points], { style, strokeWidth: 2.4 }));
  return panel(frame, [timeAxis(timeline), ...lines, ...endLabels(frame, labels)]);
}

/** Panel (b): coefficients that the target has, colored, over those that it has not; none above 4 coordinates. */
function coefficientsPanel(record: TrialRecord, timeline: Timeline): Json[] {
  const target = record.summary.targetCoefficients as readonly number[] | null;
  const rows = record.series.fourierCoefficients as readonly (readonly number[])[] | undefined;
  if (!target || !rows) return [];
  const all = target.map((value, set) => ({
    value,
    name: nameOfSet(set),
    points: curve(
      record,
      rows.map((row) => row?.[set]),
    ),
  }));
  const [has, lacks] = [all.filter(({ value }) => value !== 0), all.filter(({ value }) => value === 0)];
  const frame = coefficientFrame(
    timeline,
    all.flatMap(({ points }) => points.flatMap(({ value }) => value ?? [])),
  );
  const style = (value: number) => (value > 0 ? 'positive' : 'negative');
  const labels = has.flatMap(({ name, value, points }) => {
    const last = points.at(-1)?.value;
    return typeof last === 'number' ? [{ text: name, style: style(value), value: last }] : [];
  });
  return [
    panel(frame, [
      level(frame, 0),
      ...(lacks.length > 0
        ? [
            curves(
              frame,
              lacks.map(({ points }) => points),
              { style: 'muted', strokeWidth: 0.8 },
            ),
          ]
        : []),
      ...has.map(({ points, value }) => curves(frame, [points], { style: style(value), strokeWidth: 2.4 })),
      ...endLabels(frame, labels),
    ]),
  ];
}

/** Largest coefficient the axis shows, either sign. */
const MOST = 1e3;

function coefficientFrame(timeline: Timeline, values: readonly number[]): Frame {
  const reach = values.reduce((most, value) => Math.max(most, Math.min(Math.abs(value), MOST)), 1e-3) * 1.1;
  const ticks = roundTicks(reach, 3);
  const y = linearAxis(-reach, reach, [...ticks.slice(1).map((tick) => -tick), ...ticks], '.3~g');
  const subtitle =
    'mean of f · product of coordinates; warm: positive in the target, cool: negative, gray: zero';
  const title = ['(b) Fourier coefficients of the output', subtitle] as const;
  return { timeline, y, title, axisTitle: 'coefficient', height: 180 };
}

function captionOf(record: TrialRecord, command: string): string {
  const { testSize } = record.settings as unknown as Record<string, number>;
  return [
    `One run of SGD, ${seedsLine(record)}: ${settingsLine(record)}.`,
    '(a) Root mean square over neurons of the norm in the coordinates the label depends on, in the others, and of |a|.',
    record.summary.targetCoefficients
      ? '(b) What the output has of each product of relevant coordinates.'
      : '',
    `Below, the test error on ${testSize!.toLocaleString('en-US')} samples.`,
    'How to read it: finding is over once the relevant coordinates outweigh all others in the median neuron,',
    'weighted by its squared norm; the target is learned once the error is below 1 %.',
    `Repeat it: ${command}`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
