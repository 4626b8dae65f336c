import { type OutputScale, outputFactor } from '../../../network/output-scale.ts';
import { log, log1p } from '../../../numerics/elementary.ts';
import { drowningQuiet, noisyPhase1Time } from '../../../theory/noise.ts';
import { findingRate, phase1Time, tuningRate } from '../../../theory/xor.ts';
import type { TrainingSettings } from '../../../training/settings.ts';

/** What theory says of a run before it starts. */
export interface Expectations {
  /** Time in units in which paper A's mean-field form has 1: how fast first-layer weights move. */
  readonly pace: number;
  /** n/(ηd) in that time: what batch noise is governed by. */
  readonly quiet: number;
  /** Below this quietness noise outgrows the signal for good. */
  readonly drowningQuiet: number;
  /** Ends of phase 1 and of phase 2, without batch noise. */
  readonly found: number;
  readonly tuned: number;
  /** The same with the time that noise costs phase 1. */
  readonly tunedWithNoise: number;
}

/** The numbers among the settings, whatever kinds they belong to. */
export type Numbers = Readonly<Record<string, number>>;

/**
 * Closed forms for SGD with the logistic loss on clean labels of XOR.
 *
 * @returns null where they do not hold: another loss, optimizer or inputs, or a frozen first layer
 */
export function expectations(settings: TrainingSettings): Expectations | null {
  const numbers = settings as unknown as Numbers;
  const { inputDim, width, batchSize, loss, inputs, optimizer } = settings;
  const { stepSize, firstLayerRate, secondLayerRate, initScale, lossScale } = numbers;
  if (loss !== 'logistic' || inputs !== 'hypercube' || optimizer !== 'sgd' || !firstLayerRate) return null;
  const factor = outputFactor(settings.outputScale as OutputScale, width) * width;
  const speed = (numbers.meanField ? 1 : 1 / width) * factor * (lossScale! / 2);
  const pace = speed * firstLayerRate;
  const quiet = batchSize / (stepSize! * pace * inputDim);
  const meanScale = initScale! * Math.sqrt(factor);
  const dilation = timeDilation(stepSize! * speed);
  const found = (dilation * phase1Time(inputDim, 2)) / pace;
  const tuning = (dilation * tuningTime(meanScale, firstLayerRate, secondLayerRate!)) / speed;
  return {
    pace,
    quiet,
    drowningQuiet: drowningQuiet(inputDim),
    found,
    tuned: found + tuning,
    tunedWithNoise: (dilation * noisyPhase1Time(inputDim, quiet)) / pace + tuning,
  };
}

/** How much longer large steps take: a step multiplies by 1 + x where the flow multiplies by e^x. */
function timeDilation(step: number): number {
  const x = step * findingRate(2);
  return x / log1p(x);
}

/**
 * From the signal's victory to a mean margin of 1: exponential growth at √(rates) τ from θ = initScale in mean form;
 * with the second layer frozen linear growth, slope θ²/8, slowed by the loss by (1 + (e − 1))/2.
 */
function tuningTime(initScale: number, firstRate: number, secondRate: number): number {
  if (secondRate === 0) return (8 * Math.E) / (2 * initScale * initScale * firstRate);
  const growing = Math.max(0, log(1.68 / initScale)) / tuningRate(2) + 0.93;
  return growing / Math.sqrt(firstRate * secondRate);
}
