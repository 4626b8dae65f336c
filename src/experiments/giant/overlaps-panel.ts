import { linearAxis } from '../../figures/axis.ts';
import { endLabels, type Frame, type Json } from '../../figures/panel.ts';
import type { TrialRecord } from '../experiment.ts';
import { entries, settingsOf, theoryIn } from './rows.ts';
import { dashedLevel, measured, pointsOver, stepPanel, stepsOf } from './step-axis-panel.ts';

/** Colors of directions, in their order; those beyond are muted. */
const STYLES = ['signal', 'opposite', 'perpendicular', 'secondLayer'];

/** Directions named beside their curves at most. */
const MOST_NAMED = 8;

/** Panel (b): how far neurons turn towards each direction. */
export function overlapsPanel(record: TrialRecord): Json {
  const timeline = stepsOf(record);
  const y = linearAxis(0, 1, [0, 0.25, 0.5, 0.75, 1], '.2~f');
  const title = ['(b) Overlaps with the directions of the target', ''] as const;
  const frame: Frame = { timeline, y, title, axisTitle: 'mean |cos|', height: 170 };
  const lines = theoryIn(record).directions.map(({ name }, k) => ({
    name,
    style: STYLES[k] ?? 'muted',
    weights: pointsOver(record, entries(record, 'overlaps', k)),
    gradients: pointsOver(record, entries(record, 'gradientOverlaps', k)),
  }));
  const labels = lines.slice(0, MOST_NAMED).flatMap(({ name, style, weights }) => {
    const last = weights.findLast(({ value }) => value !== null);
    return last ? [{ text: name, style, value: last.value! }] : [];
  });
  const [noise, subtitle] = [
    1 / Math.sqrt(settingsOf(record).inputDim),
    'solid: of the weights; thin: of the gradient of the step that led there',
  ];
  return stepPanel(frame, subtitle, [
    dashedLevel(frame, noise, 'muted'),
    ...lines.map(({ gradients, style }) =>
      measured(frame, gradients, { style, strokeWidth: 0.9, opacity: 0.7 }),
    ),
    ...lines.map(({ weights, style }) => measured(frame, weights, { style })),
    ...endLabels(frame, [...labels, { text: '1/√d', style: 'muted', value: noise }]),
  ]);
}
