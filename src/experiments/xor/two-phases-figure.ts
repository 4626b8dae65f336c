import { powerOfTen } from '../../figures/axis.ts';
import { themeConfig } from '../../figures/theme.ts';
import type { Figure, TrialRecord } from '../experiment.ts';
import { ledgerPanel } from './ledger-panel.ts';
import { errorStrip, linearExponent, marginsPanel } from './margins-panel.ts';
import { neuronPartsPanel } from './neuron-parts-panel.ts';
import { partsOver } from './neuron-rows.ts';
import { timelineOf } from './run-timeline.ts';
import { twinsPanels } from './twins-panel.ts';
import { captionOf, endingLine, settingsLine } from './two-phases-caption.ts';
import { predictedMargins, predictedSlopes } from './two-phases-prediction.ts';

/**
 * A run of xor/two-phases as a picture: the parts of its neurons with the predicted rates, and below, the
 * margins of the four clusters with the predicted curves and the test error, over the same samples.
 *
 * @param record any status, at least one measurement
 * @param command what repeats the run, for the caption
 */
export function twoPhasesFigure(record: TrialRecord, command: string): Figure {
  const timeline = timelineOf(record);
  const slopes = predictedSlopes(record);
  const margins = predictedMargins(record);
  const caption = captionOf(record, command, {
    neurons: partsOver(record.series).signal.length,
    linearWithin: powerOfTen(linearExponent(record)),
    slopes: slopes.length > 0,
    margins: margins.length > 0,
  });
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    title: { text: 'Two phases of SGD on XOR', subtitle: subtitleOf(record) },
    config: themeConfig('light'),
    bounds: 'flush',
    spacing: 54,
    vconcat: [
      neuronPartsPanel(record, timeline, slopes),
      {
        bounds: 'flush',
        spacing: 14,
        vconcat: [
          marginsPanel(record, timeline, margins),
          errorStrip(record, timeline),
          ...ledgerPanel(record, timeline),
          ...twinsPanels(record, timeline),
        ],
      },
    ],
  };
  return { spec, caption };
}

/** Settings, and how the run ended. */
export function subtitleOf(record: TrialRecord): string {
  return [settingsLine(record), endingLine(record)].filter((part) => part !== '').join(' — ');
}
