import { none } from '../corruptions/none.ts';
import { wholeCube } from '../inputs/whole-cube.ts';
import type { Run } from '../training/setup.ts';
import { onTheCube, uncorrupted } from './rules.ts';
import { secondRun } from './second-run.ts';
import { WEIGHT_DISTANCE } from './sight.ts';
import type { TwinKind } from './twin.ts';

/** Most inputs whose 2^d sign vectors make one batch. */
const MOST_INPUTS = 20;

/** A run whose every batch is the whole cube, with the true labels. */
function onAllInputs(run: Run): Run {
  const shape = { inputDim: run.network.inputDim, width: run.network.width };
  return {
    ...run,
    inputs: wholeCube.create(shape),
    corruption: none.create(shape),
    batchSize: 2 ** shape.inputDim,
  };
}

/** Descent on the exact expected loss: the run without the noise of its batches. */
export const population: TwinKind = {
  name: 'population',
  doc: 'the same steps along the exact population gradient, over all 2^d inputs; d ≤ 20',
  distance: WEIGHT_DISTANCE,
  rules: [
    onTheCube('population'),
    uncorrupted('population'),
    ({ inputDim }) =>
      (inputDim as number) > MOST_INPUTS
        ? {
            key: 'inputDim',
            allowed: `at most ${MOST_INPUTS} with the twin population, whose batch is all 2^d inputs (the twin closure is the closed form for more)`,
          }
        : undefined,
  ],
  create: (context) => secondRun(context, onAllInputs),
};
