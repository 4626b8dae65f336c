import { log } from '../../../numerics/elementary.ts';
import { type Estimate, medianOf } from '../../../numerics/inference.ts';
import { mean } from '../../../numerics/statistics.ts';
import type { Result, Work } from '../../claim.ts';
import type { NeuronRows, Snapshot } from '../../experiment.ts';
import { partsIn } from '../neuron-rows.ts';

/** A run, and the landmarks it is followed to. */
export interface LandmarkJob {
  readonly settings: {
    readonly inputDim: number;
    readonly width: number;
    readonly batchSize: number;
    readonly stepSize: number;
    readonly initScale?: number;
    readonly testSize: number;
    readonly measureInterval: number;
  };
  readonly goals: readonly Goal[];
  /** Given up at this time T = stepSize × steps: what was not reached until then is censored. */
  readonly maxTime: number;
  readonly seed: number;
}

/** What each goal comes to; a number ≥ 0 says that it is reached, and passes 0 smoothly. */
const progress = {
  /** Phase 1 ends: the ‖w‖²-weighted median over neurons of signal/perpendicular reaches 1. */
  found: ({ values }: Snapshot) => log(values.signalRatio as number),
  error5pc: ({ values }: Snapshot) => 0.05 - (values.testError as number),
  error2pc: ({ values }: Snapshot) => 0.02 - (values.testError as number),
  error1pc: ({ values }: Snapshot) => 0.01 - (values.testError as number),
  /** The mean of the four cluster margins reaches 1; it grows exponentially before. */
  margin1: ({ values }: Snapshot) => log(Math.max(mean(values.clusterMargins as number[]), 1e-300)),
};

/** A landmark of a run: one of the above, or the quartiles of the neurons' own finding times. */
type Goal = keyof typeof progress | 'quartiles';

/** Times T = stepSize × steps at which goals were reached, null for what was not reached or not asked for. */
export interface Landmarks extends Readonly<Record<keyof typeof progress, number | null>> {
  /**
   * First and third quartile over the first 32 neurons of the time at which signal/perpendicular of that neuron
   * reaches 1, and of ln(perpendicular/signal) at the start.
   */
  readonly quartiles: readonly [first: number, third: number] | null;
  readonly startQuartiles: readonly [first: number, third: number];
}

/** When a run reaches its landmarks, interpolated between the two measurements around each. */
export const landmarks: Work<LandmarkJob, Landmarks> = {
  name: 'landmarks',
  run({ settings, goals, maxTime, seed }, lab) {
    const trial = lab.start({ ...settings, steps: Math.ceil(maxTime / settings.stepSize - 1e-9) }, seed);
    const first = trial.next()!;
    const ratios = (neurons: NeuronRows) => {
      const { signal, perpendicular } = partsIn(neurons);
      return signal.map((s, j) => log(s / perpendicular[j]!));
    };
    const times: Record<string, number | null> = {};
    for (const name of Object.keys(progress)) times[name] = null;
    const neuronTimes: number[] = partsIn(first.neurons).signal.map(() => Infinity);
    let before = first;
    const isOpen = (goal: Goal) =>
      goal === 'quartiles' ? quartilesOf(neuronTimes) === null : times[goal] === null;
    while (goals.some(isOpen)) {
      const after = trial.next();
      if (!after) break;
      const span = [before.time, after.time] as const;
      for (const goal of goals.filter(isOpen)) {
        if (goal !== 'quartiles') times[goal] = crossing(span, progress[goal](before), progress[goal](after));
      }
      const [was, is] = [ratios(before.neurons), ratios(after.neurons)];
      for (const [j, time] of neuronTimes.entries()) {
        if (time === Infinity) neuronTimes[j] = crossing(span, was[j]!, is[j]!) ?? Infinity;
      }
      before = after;
    }
    return {
      ...(times as Record<keyof typeof progress, number | null>),
      quartiles: quartilesOf(neuronTimes),
      startQuartiles: quartilesOf(ratios(first.neurons).map((ratio) => -ratio))!,
    };
  },
};

/** Where a line from `was` to `is` over a span passes 0; null when it is still below. */
function crossing([start, end]: readonly [number, number], was: number, is: number): number | null {
  if (!(is >= 0)) return null;
  if (!(was < 0) || !Number.isFinite(is - was)) return end;
  return start + ((end - start) * was) / (was - is);
}

/** First and third quartile; null where the third is infinite. */
function quartilesOf(values: readonly number[]): readonly [number, number] | null {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
  const at = (share: number) => sorted[Math.floor(share * sorted.length)]!;
  return Number.isFinite(at(0.75)) ? [at(0.25), at(0.75)] : null;
}

/** The results of each seed: they share start and samples, so differences within a seed hardly vary. */
export function bySeed(
  results: readonly Result<LandmarkJob, Landmarks>[],
): Result<LandmarkJob, Landmarks>[][] {
  const seeds = [...new Set(results.map(({ job }) => job.seed))];
  return seeds.map((seed) => results.filter(({ job }) => job.seed === seed));
}

/** Median of values some of which are censored, ±Infinity: no number where the median is one of those. */
export function medianWithCensored(values: readonly number[], alpha: number): Estimate {
  const { estimate, interval } = medianOf(values, alpha);
  return { estimate: Number.isFinite(estimate) ? estimate : null, interval };
}
