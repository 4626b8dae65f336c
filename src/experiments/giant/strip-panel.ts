import { linearAxis } from '../../figures/axis.ts';
import { endLabels, type Frame, type Json } from '../../figures/panel.ts';
import { timeEncoding } from '../../figures/timeline.ts';
import type { TrialRecord } from '../experiment.ts';
import { dotsAt } from './disc-panel.ts';
import { settingsOf, theoryIn } from './rows.ts';
import { dashedLevel, stepPanel, stepsOf } from './step-axis-panel.ts';

/** Share of a step's width that the neurons of a sign are spread over. */
const WIDTH = 0.3;

/** Of a target with one direction: each shown neuron's cosine with it, a column of dots a step. */
export function stripPanel(record: TrialRecord): Json {
  const [direction] = theoryIn(record).directions;
  const timeline = stepsOf(record);
  const y = linearAxis(-1, 1, [-1, -0.5, 0, 0.5, 1], '.1~f');
  const axisTitle = `cosine with ${direction!.name}`;
  const frame: Frame = { timeline, y, title: ['(a) Neurons', ''], axisTitle, height: 170 };
  const noise = 2 / Math.sqrt(settingsOf(record).inputDim);
  return stepPanel(frame, 'at the start their weights, then the directions in which the step moves them', [
    ...[noise, -noise]
      .filter((value) => Math.abs(value) < 1)
      .map((value) => dashedLevel(frame, value, 'muted')),
    ...([1, -1] as const).map((sign) => dotsOf(record, frame, sign)),
    ...endLabels(frame, noise < 1 ? [{ text: '2/√d', style: 'muted', value: noise }] : []),
  ]);
}

function dotsOf(record: TrialRecord, { timeline, y }: Frame, sign: 1 | -1): Json {
  const axes = { names: ['', ''], rows: [[1], [0]] } as const;
  const { end } = timeline;
  const values = record.series.step.flatMap((step, place) => {
    const dots = dotsAt(record, place, axes).filter((dot) => dot.sign === sign);
    // right of the start, left of the end, and around the steps in between
    const left = step - (WIDTH * step) / end;
    return dots.map((dot, j) => ({
      time: Number((left + (WIDTH * (j + 0.5)) / dots.length).toPrecision(5)),
      value: dot.x,
    }));
  });
  const style = sign > 0 ? 'positive' : 'negative';
  return {
    data: { values },
    mark: { type: 'point', filled: true, style, size: 18, opacity: 0.85 },
    encoding: {
      x: timeEncoding(timeline),
      y: { field: 'value', type: 'quantitative', scale: y.scale, axis: null },
    },
  };
}
