import type { Claim } from '../../claim.ts';
import { type Followed, type FollowedJob, followedSteps } from './followed-steps.ts';
import { staircaseFigure } from './staircase-figure.ts';
import {
  at,
  averaged,
  dimsOf,
  giantControls,
  NO_STAIRCASE,
  noiseBound,
  STAIRCASE,
  STEPS,
  staircaseJobs,
  U,
  V,
} from './staircase-runs.ts';

/** A neuron with so large a part along u has found it; that is asked for, or a claim of nothing would hold of nothing. */
const FOUND = 0.25;
const LATER = Array.from({ length: STEPS - 1 }, (_, k) => k + 2);

/** C10: where the known direction says nothing of another, no number of steps finds it. */
export const noStaircase: Claim<FollowedJob, Followed> = {
  id: 'C10',
  name: 'giant/no-staircase',
  title: 'Without a staircase the second direction is never found',
  source: 'arXiv 2305.18270',
  statement:
    'Of a target √2 u + u² + v², where nothing of u depends on v, giant steps with n ~ d samples find u and never v.',
  prediction:
    'mean |cos ∠(g, v)| over neurons is below 3/√d in steps 2, 3 and 4, while neurons have u (n = 4d, η = 2p)',
  work: followedSteps,
  jobs: (plan) => staircaseJobs(plan, NO_STAIRCASE),
  judge(results, alpha) {
    const dims = dimsOf(results);
    const part = alpha / (STEPS * dims.length);
    const later = dims.flatMap((dim) => LATER.map((step) => ({ dim, step })));
    return [
      ...later.map(({ dim, step }) => ({
        quantity: `mean |cos ∠(g, v)| in step ${step} at d = ${dim}`,
        ...averaged(at(results, dim), ({ gradients }) => gradients[step]?.[V], part),
        expected: 'below 3/√d',
        tolerance: [-Infinity, noiseBound(dim)] as const,
      })),
      ...dims.map((dim) => ({
        quantity: `mean |cos ∠(w, u)| after step 2 at d = ${dim}`,
        ...averaged(at(results, dim), ({ weights }) => weights[2]?.[U], part),
        expected: `above ${FOUND}`,
        tolerance: [FOUND, Infinity] as const,
      })),
    ];
  },
  controls: [...giantControls, { name: 'a staircase', settings: { expression: STAIRCASE } }],
  figure: staircaseFigure,
};
