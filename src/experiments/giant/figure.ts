import { themeConfig } from '../../figures/theme.ts';
import type { Figure, TrialRecord } from '../experiment.ts';

/** A trial of giant/steps as a picture: overlaps against steps. */
export function giantStepsFigure({ series }: TrialRecord, command: string): Figure {
  const caption = `Overlaps of neurons with the directions of the target. Repeat it: ${command}`;
  const overlaps = series.overlaps as readonly (readonly number[])[];
  const values = overlaps.flatMap((row, step) =>
    row.map((overlap, k) => ({ step, overlap, direction: k + 1 })),
  );
  const spec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: caption,
    config: themeConfig('light'),
    width: 460,
    height: 300,
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'step', type: 'quantitative' },
      y: { field: 'overlap', type: 'quantitative' },
      color: { field: 'direction', type: 'nominal' },
    },
  };
  return { spec, caption };
}
