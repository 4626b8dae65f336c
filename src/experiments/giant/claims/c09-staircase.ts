import type { Claim, Finding } from '../../claim.ts';
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
  staircaseJobs,
  V,
} from './staircase-runs.ts';

/** A direction with so large a part of every gradient is found. */
const FOUND = 0.25;

/** C9: what one giant step cannot see the next one finds. */
export const staircaseSecondStep: Claim<FollowedJob, Followed> = {
  id: 'C9',
  name: 'giant/staircase',
  title: 'A staircase is climbed one giant step at a time',
  source: 'arXiv 2305.18270',
  statement:
    'Of a target √2 u + 2uv a first giant step with n ~ d fresh samples finds u alone; the second one finds v, which depends on u.',
  prediction:
    'mean |cos ∠(g, v)| over neurons is above 0.25 in the second step and below 3/√d in the first (n = 4d, η = 2p)',
  work: followedSteps,
  jobs: (plan) => [
    ...staircaseJobs(plan, STAIRCASE),
    ...(plan.quick ? [] : staircaseJobs(plan, NO_STAIRCASE)), // those of C10, for the picture
  ],
  judge(all, alpha) {
    const results = all.filter(({ job }) => job.given.expression === STAIRCASE);
    const dims = dimsOf(results);
    const gradient = (
      inputDim: number,
      step: number,
    ): Pick<Finding, 'quantity' | 'estimate' | 'interval'> => ({
      quantity: `mean |cos ∠(g, v)| in step ${step} at d = ${inputDim}`,
      ...averaged(at(results, inputDim), ({ gradients }) => gradients[step]?.[V], alpha / (2 * dims.length)),
    });
    return [
      ...dims.map((dim) => ({
        ...gradient(dim, 2),
        expected: `above ${FOUND}`,
        tolerance: [FOUND, Infinity] as const,
      })),
      ...dims.map((dim) => ({
        ...gradient(dim, 1),
        expected: 'below 3/√d',
        tolerance: [-Infinity, noiseBound(dim)] as const,
      })),
    ];
  },
  controls: [...giantControls, { name: 'no staircase', settings: { expression: NO_STAIRCASE } }],
  figure: staircaseFigure,
};
