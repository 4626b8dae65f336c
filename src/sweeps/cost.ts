import { budget, measurements, type TrialSettings } from '../experiments/trial-clock.ts';

/** Multiplications and additions that take as long as the rest of a step, and of a measurement, does. */
const STEP_OVERHEAD = 1_000_000;
const MEASUREMENT_OVERHEAD = 10_000_000;

/**
 * What a trial costs at most, relative to others: multiply-adds of its steps and measurements, with a fixed overhead
 * for each. Forward and backward are three products of n × p × d, a test one.
 */
export function trialCost(settings: TrialSettings): number {
  const { inputDim, width, batchSize, testSize } = settings;
  const step = 3 * batchSize * width * inputDim + STEP_OVERHEAD;
  const measurement = testSize * width * inputDim + MEASUREMENT_OVERHEAD;
  return budget(settings) * step + measurements(settings) * measurement;
}
