import { linearAxis, powerOfTen } from '../../figures/axis.ts';
import type { Point } from '../../figures/clip.ts';
import { markNames } from '../../figures/marks.ts';
import { curves, endLabels, type Frame, type Json, level, panel } from '../../figures/panel.ts';
import { themeConfig } from '../../figures/theme.ts';
import { samplesAxis, type Timeline, timeAxis } from '../../figures/timeline.ts';
import type { Branches, Figure, TrialRecord } from '../experiment.ts';
import { changedLine, forkTime } from './branches-report.ts';
import { CLUSTERS, finite, linearExponent, marginAxis } from './margins-panel.ts';
import { axisOver, PARTS, positive } from './neuron-parts-panel.ts';
import { timelineOf } from './run-timeline.ts';
import { settingsLine } from './two-phases-caption.ts';
import { curve, marginCurve } from './two-phases-prediction.ts';

/**
 * A fork of xor/two-phases as a picture: the branch in full color, the run it left pale from there on, over the
 * same axes; root mean squares of the parts of the neurons, margins of the clusters and test error.
 *
 * @param command what repeats the branch, for the caption
 */
export function branchesFigure(branches: Branches, command: string): Figure {
  const { parent, branch } = branches;
  const timeline = timelineOf(branch, { until: parent.series.time.at(-1)! });
  const caption = captionOf(branches, command);
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: 'A fork of SGD on XOR', subtitle: [settingsLine(parent), subtitleOf(branches)] },
    config: themeConfig('light'),
    bounds: 'flush',
    spacing: 54,
    vconcat: [
      partsPanel(branches, timeline),
      {
        bounds: 'flush',
        spacing: 14,
        vconcat: [marginsPanel(branches, timeline), errorStrip(branches, timeline)],
      },
    ],
  };
  return { spec, caption };
}

const stepName = (step: number) => `step ${step.toLocaleString('en-US')}`;

const subtitleOf = (branches: Branches) => `from ${stepName(branches.step)} on ${changedLine(branches)}`;

function captionOf(branches: Branches, command: string): string {
  const { parent, branch, step } = branches;
  const linearWithin = powerOfTen(linearExponent(parent));
  return [
    `Run ${parent.id} of SGD on XOR: ${settingsLine(parent)}; and a copy of it, ${branch.id}, that from`,
    `${stepName(step)} (T = ${forkTime(branches)}) on has ${changedLine(branches)}.`,
    'Up to the rule they are one; after it, strong, the copy, and pale, the run it left. Same start, same data.',
    '(a) Norms of the parts of the neurons, and |a|, as root mean squares.',
    `(b) Margin y f(μ) of each of the four clusters, linear within ±${linearWithin} and logarithmic beyond,`,
    'and the test error. The axis of samples and the bands are the copy’s.',
    `Repeat the copy: ${command}`,
  ].join(' ');
}

const SUBTITLE = 'strong: the branch; pale: the run it left';

/** One curve of both: the branch whole, its parent from the fork on, where it has gone on at all. */
function both(frame: Frame, style: string, points: Pair, strokeWidth: number): Json[] {
  const pale = points.parent.length > 1 ? [{ points: points.parent, opacity: 0.38 }] : [];
  return [...pale, { points: points.branch, opacity: 1 }].map((line) =>
    curves(frame, [line.points], { style, strokeWidth, strokeOpacity: line.opacity }),
  );
}

interface Pair {
  /** From the fork on. */
  readonly parent: readonly Point[];
  readonly branch: readonly Point[];
}

/** The same curve of both records. */
function pairOf(branches: Branches, curveOf: (record: TrialRecord) => readonly Point[]): Pair {
  const start = forkTime(branches);
  const left = curveOf(branches.parent);
  const first = left.findLastIndex(({ time }) => time <= start);
  return { parent: left.slice(Math.max(0, first)), branch: curveOf(branches.branch) };
}

const allPoints = ({ parent, branch }: Pair) => [...parent, ...branch];

function partsPanel(branches: Branches, timeline: Timeline): Json {
  const shown = PARTS.map(({ part, text }) => ({
    style: part,
    text,
    pair: pairOf(branches, (record) => curve(record, record.series[part])),
  })).filter(({ pair }) => positive(pair.branch).length > 0);
  const y = axisOver(shown.map(({ pair }) => positive(allPoints(pair))));
  const title = ['(a) Parts of the neurons', `root mean squares; ${SUBTITLE}`] as const;
  const frame: Frame = { timeline, y, title, axisTitle: 'norm', height: 230 };
  const lines = shown.flatMap(({ style, pair }) => both(frame, style, pair, 2.2));
  const labels = shown.map(({ text, style, pair }) => ({
    text,
    style,
    value: positive(pair.branch).at(-1)!,
  }));
  return panel(frame, [timeAxis(timeline), ...lines, ...endLabels(frame, labels), ...markNames(timeline)]);
}

function marginsPanel(branches: Branches, timeline: Timeline): Json {
  const shown = CLUSTERS.map((cluster, i) => ({
    ...cluster,
    pair: pairOf(branches, (record) => marginCurve(record, i)),
  }));
  const exponent = linearExponent(branches.parent);
  const y = marginAxis(
    shown.flatMap(({ pair }) => finite(allPoints(pair))),
    exponent,
  );
  const subtitle = `${SUBTITLE}; the axis is linear within ±${powerOfTen(exponent)} and logarithmic beyond`;
  const title = ['(b) Margins of the four clusters', subtitle] as const;
  const frame: Frame = { timeline, y, title, axisTitle: 'y f(μ)', height: 220 };
  const lines = shown.flatMap(({ style, pair }) => both(frame, style, pair, 1.6));
  const labels = shown.flatMap(({ pair, text, style }) => {
    const value = finite(pair.branch).at(-1);
    return value === undefined ? [] : [{ text, style, value }];
  });
  return panel(frame, [level(frame, 1), ...lines, ...endLabels(frame, labels)]);
}

function errorStrip(branches: Branches, timeline: Timeline): Json {
  const pair = pairOf(branches, (record) => curve(record, record.series.testError));
  const ticks = finite(allPoints(pair)).some((error) => error > 0.53) ? [0, 0.5, 1] : [0, 0.25, 0.5];
  const y = linearAxis(0, ticks.at(-1)! * 1.06, ticks, '.0%');
  const frame: Frame = { timeline, y, axisTitle: 'test error', height: 64 };
  return panel(frame, [...both(frame, 'error', pair, 1.6), samplesAxis(timeline)]);
}
