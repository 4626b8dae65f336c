import { none } from '../corruptions/none.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Run } from '../training/setup.ts';
import { onTheCube, uncorrupted } from './rules.ts';
import { secondRun } from './second-run.ts';
import { WEIGHT_DISTANCE } from './sight.ts';
import type { TwinKind } from './twin.ts';

/** Most inputs whose 2^d sign vectors make one batch. */
const MOST_INPUTS = 20;

/** The sign vectors in the order of the numbers that their bits are; d ≤ 31. */
const enumerated: Inputs = {
  samples: 'signs',
  draw(_engine, _key, first, count, out) {
    if (out.kind !== 'signs') return;
    const total = 2 ** out.inputDim;
    for (let s = 0; s < count; s++) out.rows.array[s] = (first + s) % total;
    out.count = count;
  },
};

/** A run whose every batch is the whole cube, with the true labels. */
function onAllInputs(run: Run): Run {
  const batchSize = 2 ** run.network.inputDim;
  return { ...run, inputs: enumerated, corruption: none.create({ inputDim: 0, width: 0 }), batchSize };
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
