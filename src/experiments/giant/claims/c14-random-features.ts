import type { Claim } from '../../claim.ts';
import { meanOfAll } from '../../evidence.ts';
import {
  belowRandom,
  bySize,
  LINEAR_FLOOR,
  type OneStepEvidence,
  type OneStepJob,
  oneStepControls,
  oneStepJobs,
  oneStepReadout,
} from './one-step.ts';

/** C14: random features see the linear part of a target only. */
export const randomFeaturesAreLinear: Claim<OneStepJob, OneStepEvidence> = {
  id: 'C14',
  name: 'giant/random-features-are-linear',
  title: 'Random features stay above the linear floor up to d² samples',
  source: 'arXiv 2305.18270; known for random features in proportional dimensions',
  statement:
    'With p of the order of d and n up to d², ridge regression on random features learns no more than the linear part of the target; one giant step does.',
  prediction: `without the step the test error stays above the floor ${LINEAR_FLOOR} of linear functions even at n = d^2, and the step lowers it at every n; by how much is reported, not decided (seen at d = 128: .37 and more without, .19 to .21 with the step)`,
  work: oneStepReadout,
  jobs: oneStepJobs,
  judge(results, alpha) {
    const part = alpha / 4;
    const largest = bySize(results).at(-1)!;
    const random = {
      quantity: 'test error on random features at n = d^2',
      ...meanOfAll(
        largest.evidence.map(({ random }) => random),
        part,
      ),
      expected: `above ${LINEAR_FLOOR}`,
      tolerance: [LINEAR_FLOOR, Infinity] as const,
    };
    return [random, ...belowRandom(results, part)];
  },
  controls: [...oneStepControls, { name: 'a linear target', settings: { expression: '(z1 + z2)/2' } }],
};
