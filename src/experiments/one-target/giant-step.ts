import type { Lab } from '../claim.ts';
import { LEVEL, TEST_SIZE, type WayJob, WIDTH } from './job.ts';
import { type Bounds, firstSuccess, geometricSizes } from './search.ts';

/** A step moves every neuron by this times the size √d that makes the leading part of order 1. */
const STEP_SIZE = 8;

/** Ratio of the sizes that are compared. */
const RATIO = 1.15;

/**
 * Paper C's way: one step of order p √d on the first layer from n samples, then ridge regression on the second from n
 * fresh ones, λ chosen by a fifth of those. Both count. The start is in pairs, so that the output is 0 there.
 */
export function byGiantStep({ inputDim, seed }: WayJob, lab: Lab): Bounds {
  const square = inputDim * inputDim;
  const sizes = geometricSizes(square / 16, 64 * square, RATIO);
  const start = sizes.findIndex((size) => size >= square);
  const { low, high } = firstSuccess(sizes, start, (batchSize) => {
    const given = {
      inputs: 'gaussian',
      target: 'expression',
      expression: '-sign(z1*z2)',
      inputDim,
      width: WIDTH,
      batchSize,
      steps: 1,
      init: 'paired',
      stepSize: STEP_SIZE,
      dimPower: 0.5,
      ridgeChoice: 'held-out',
      compareWith: [],
      testSize: TEST_SIZE,
    };
    const error = lab.record(given, seed, 'giant/steps').summary.testError as number;
    return error < LEVEL;
  });
  return { low: 2 * low, high: high === null ? null : 2 * high };
}
