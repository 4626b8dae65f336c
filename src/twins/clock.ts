import { type OutputScale, outputFactor } from '../network/output-scale.ts';
import type { LayerRates } from '../theory/gaussian-closure.ts';
import type { TrainingSettings } from '../training/settings.ts';

/** Loss scale, and how much faster than in mean-field form time passes. */
export interface Clock {
  readonly lossScale: number;
  readonly pace: number;
  /** The layers' own rates. */
  readonly rates: LayerRates;
}

/** The laws are for many coordinates; with fewer there is no finding to speak of. */
export const LEAST_INPUTS = 8;

/** How the settings of SGD set the pace of the laws of mean-field gradient flow. */
export function clockOf(settings: TrainingSettings): Clock {
  const { lossScale, meanField, firstLayerRate, secondLayerRate } = settings as unknown as Record<
    string,
    number
  >;
  const factor = outputFactor(settings.outputScale as OutputScale, settings.width);
  return {
    lossScale: lossScale!,
    pace: factor * (meanField ? settings.width : 1),
    rates: { first: firstLayerRate!, second: secondLayerRate! },
  };
}
