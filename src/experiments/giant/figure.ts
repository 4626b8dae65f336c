import type { Json } from '../../figures/panel.ts';
import { themeConfig } from '../../figures/theme.ts';
import type { Figure, TrialRecord } from '../experiment.ts';
import { captionOf, endingLine, settingsLine } from './caption.ts';
import { discRows } from './disc-panel.ts';
import { msePanel } from './mse-panel.ts';
import { overlapsPanel } from './overlaps-panel.ts';
import { theoryIn } from './rows.ts';
import { TITLE } from './step-axis-panel.ts';
import { stripPanel } from './strip-panel.ts';

/**
 * A trial of giant/steps as a picture: where neurons point after each step, how far they turn towards the directions of
 * the target, and the test error of what is fitted on them.
 *
 * @param record any status, at least one measurement
 * @param command what repeats the run, for the caption
 */
export function giantStepsFigure(record: TrialRecord, command: string): Figure {
  const caption = captionOf(record, command);
  const { formula } = theoryIn(record);
  const ending = endingLine(record);
  const subtitle = `${settingsLine(record)}${ending && ` — ${ending}`}`;
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: `Giant steps on y = ${shortened(formula)}`, subtitle },
    config: themeConfig('light'),
    spacing: 26,
    vconcat: [...neurons(record), overlapsPanel(record), ...msePanel(record)],
  };
  return { spec, caption };
}

const MOST_LETTERS = 70;

const shortened = (text: string) =>
  text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;

/** Panel (a): discs, or a strip where there is one direction. */
function neurons(record: TrialRecord): Json[] {
  if (theoryIn(record).directions.length < 2) return [stripPanel(record)];
  const subtitle = 'unit disc; dotted circle: 2/√d, where a random direction lies; warm: a > 0, cool: a < 0';
  const text = '(a) Neurons: their weights at the start, then the direction in which each step moves them';
  const title = { text, subtitle, anchor: 'start', offset: 10, ...TITLE };
  return [{ title, spacing: 14, vconcat: discRows(record) }];
}
