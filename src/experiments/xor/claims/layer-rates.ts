import { log } from '../../../numerics/elementary.ts';
import { mean } from '../../../numerics/statistics.ts';
import type { Work } from '../../claim.ts';

/** One run of xor/two-phases with a step size of its own for each layer. */
export interface LayerRatesJob {
  readonly inputDim: number;
  readonly batchSize: number;
  readonly initScale: number;
  /** As multiples of stepSize; 0 freezes the layer. */
  readonly firstLayerRate: number;
  readonly secondLayerRate: number;
  /** Train to this time exactly (`steps`), or to the end of phase 2 and no further than this. */
  readonly maxTime: number;
  readonly toTheEnd: boolean;
  readonly measureInterval: number;
  readonly testSize: number;
  readonly seed: number;
}

/** The margins along a run, and how it did in the end; null of a run that diverged. */
export type MarginHistory = {
  readonly time: readonly number[];
  /** Four clusters a measurement. */
  readonly clusterMargins: readonly (readonly number[])[];
  readonly testError: number;
  readonly testLoss: number;
} | null;

export const STEP_SIZE = 0.1;

/** Margins, error and loss when the layers learn at different rates. */
export const layerRates: Work<LayerRatesJob, MarginHistory> = {
  name: 'layer-rates',
  run({ maxTime, toTheEnd, seed, ...given }, lab) {
    const length = toTheEnd ? { steps: Math.round(maxTime / STEP_SIZE) } : { maxTime };
    const { series, summary, status } = lab.record({ ...given, ...length, stepSize: STEP_SIZE }, seed);
    if (status === 'diverged') return null;
    return {
      time: series.time,
      clusterMargins: series.clusterMargins as number[][],
      testError: summary.testError as number,
      testLoss: summary.testLoss as number,
    };
  },
};

/** Mean over the four clusters, a number a measurement. */
export function meanMargins(history: MarginHistory): number[] {
  return (history?.clusterMargins ?? []).map((margins) => mean(margins));
}

/**
 * When the mean margin first reaches a level, interpolated on its logarithm between two measurements.
 *
 * @param level above 0
 * @returns undefined when it never does
 */
export function timeToMargin(history: MarginHistory, level: number): number | undefined {
  const margins = meanMargins(history);
  const after = margins.findIndex((margin) => margin >= level);
  if (!history || after < 0) return undefined;
  const [low, high] = [margins[after - 1] ?? 0, margins[after]!];
  if (!(low > 0)) return history.time[after]!;
  const [from, to] = [history.time[after - 1]!, history.time[after]!];
  return from + ((to - from) * log(level / low)) / log(high / low);
}

/** Rate at which the mean margin grows between two levels; undefined when it does not reach them. */
export function marginRate(history: MarginHistory, low: number, high: number): number | undefined {
  const [from, to] = [timeToMargin(history, low), timeToMargin(history, high)];
  return from === undefined || to === undefined || to <= from ? undefined : log(high / low) / (to - from);
}
