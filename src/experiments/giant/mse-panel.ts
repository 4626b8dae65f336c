import { type Axis, linearAxis, roundTicks } from '../../figures/axis.ts';
import { curves, type EndLabel, endLabels, type Frame, type Json } from '../../figures/panel.ts';
import type { TrialRecord } from '../experiment.ts';
import { floorsShown } from './floors.ts';
import { column, theoryIn } from './rows.ts';
import { dashedLevel, measured, pointsOver, stepPanel, stepsOf } from './step-axis-panel.ts';

/** Regressions beside the network's, by their column. */
const BASELINES = [
  { name: 'randomFeaturesMse', text: 'random features', style: 'opposite' },
  { name: 'linearMse', text: 'linear fit', style: 'secondLayer' },
  { name: 'kernelMse', text: 'kernel', style: 'perpendicular' },
  { name: 'equivalentMse', text: 'Gaussian equivalent', style: 'signal' },
];

/** Panel (c): test error of the ridge regression on the features, with what it is compared with; none where it was not made. */
export function msePanel(record: TrialRecord): Json[] {
  const own = column(record, 'testMse');
  if (!own?.some((value) => value !== null)) return [];
  const baselines = BASELINES.flatMap((baseline) => {
    const values = column(record, baseline.name);
    return values?.some((value) => value !== null) ? [{ ...baseline, values }] : [];
  });
  const { variance } = theoryIn(record);
  const floors = floorsShown(record);
  const y = mseAxis(
    variance,
    [own, ...baselines.map(({ values }) => values)].flat().filter((value) => value !== null),
  );
  const title = ['(c) Test error of ridge regression on the features', ''] as const;
  const frame: Frame = { timeline: stepsOf(record), y, title, axisTitle: 'test MSE', height: 180 };
  const labels: EndLabel[] = [
    { text: 'network', style: 'error', value: lastOf(own) },
    ...baselines.map(({ text, style, values }) => ({ text, style, value: lastOf(values) })),
    ...floors.map(({ text, value }) => ({ text, style: 'muted', value })),
  ];
  return [
    stepPanel(frame, 'dashed: the least that is possible with what is named, by theory', [
      ...floors.map(({ value }) => dashedLevel(frame, value, 'muted')),
      ...baselines.map(({ values, style }) => curves(frame, [pointsOver(record, values)], { style })),
      measured(frame, pointsOver(record, own), { style: 'error' }),
      ...endLabels(frame, labels),
    ]),
  ];
}

const lastOf = (values: readonly (number | null)[]) => values.findLast((value) => value !== null)!;

/** From 0 to what was measured, and no further than twice the target's variance. */
function mseAxis(variance: number, values: readonly number[]): Axis {
  const most = values.reduce((high, value) => Math.max(high, value), variance);
  const end = 1.05 * Math.min(most, 2 * variance);
  return linearAxis(0, end, roundTicks(end, 5), '.3~g');
}
