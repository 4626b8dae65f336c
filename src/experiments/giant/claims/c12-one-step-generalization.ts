import type { Claim, Finding, Result } from '../../claim.ts';
import { meanOfAll } from '../../evidence.ts';
import {
  belowRandom,
  bySize,
  LINEAR_FLOOR,
  less,
  ONE_DIRECTION_FLOOR,
  type OneStepEvidence,
  type OneStepJob,
  oneStepControls,
  oneStepJobs,
  oneStepReadout,
} from './one-step.ts';

type Results = readonly Result<OneStepJob, OneStepEvidence>[];

/** By how much the error falls from each batch size to the next, seed by seed. */
function falls(results: Results, alpha: number): Finding[] {
  const sizes = bySize(results);
  return sizes.slice(1).map(({ power, evidence }, k) => ({
    quantity: `test error at n = d^${power} less that at d^${sizes[k]!.power}`,
    ...meanOfAll(
      evidence.map(({ learned }, seed) => less(learned, sizes[k]!.evidence[seed]!.learned)),
      alpha,
    ),
    expected: 'below 0',
    tolerance: [-Infinity, 0],
  }));
}

function atTheEnd(results: Results, alpha: number): Finding {
  return {
    quantity: 'test error at n = d^2',
    ...meanOfAll(
      bySize(results)
        .at(-1)!
        .evidence.map(({ learned }) => learned),
      alpha,
    ),
    expected: `between the floors ${ONE_DIRECTION_FLOOR} of one direction learned and ${LINEAR_FLOOR} of none`,
    tolerance: [ONE_DIRECTION_FLOOR, LINEAR_FLOOR],
  };
}

/** C12: what one giant step is worth to the network that follows. */
export const oneStepGeneralization: Claim<OneStepJob, OneStepEvidence> = {
  id: 'C12',
  name: 'giant/one-step-generalization',
  title: 'One giant step generalizes better than random features',
  source: 'arXiv 2305.18270 and its single-step notebook, scaled',
  statement:
    'After one giant step ridge regression on a fresh batch errs less than on random features, and the less the larger the batch.',
  prediction:
    'the test error falls from n = d^1.3 to d^1.65 to d^2, lies below that without the step at each, and at d^2 between the floors of one direction learned and of none',
  work: oneStepReadout,
  jobs: oneStepJobs,
  judge(results, alpha) {
    const part = alpha / 6;
    return [...belowRandom(results, part), ...falls(results, part), atTheEnd(results, part)];
  },
  controls: oneStepControls,
};
