import type { Lab } from '../claim.ts';
import { LEVEL, TEST_SIZE, type WayJob, WIDTH } from './job.ts';
import type { Bounds } from './search.ts';

/**
 * Paper A's way: SGD on both layers with small steps, every sample fresh. Batch noise n/(ηd) = 12.5 is the same
 * at all d, and where the error is first seen below the level it has used so many samples.
 */
export function bySmallSteps({ inputDim, seed }: WayJob, lab: Lab): Bounds {
  const given = {
    inputs: 'gaussian',
    inputDim,
    width: WIDTH,
    batchSize: Math.round(1.25 * inputDim),
    stepSize: 0.1,
    testSize: TEST_SIZE,
    measureInterval: 0.5,
    maxTime: 120,
    stopWhen: `testError < ${LEVEL}`,
  };
  const { series } = lab.record(given, seed);
  const { samples } = series;
  const testError = series.testError as readonly number[];
  const at = testError.findIndex((error) => error < LEVEL);
  return at < 0 ? { low: samples.at(-1)!, high: null } : { low: samples[at - 1] ?? 0, high: samples[at]! };
}
