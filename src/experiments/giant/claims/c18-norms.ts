import { firstStepNorm } from '../../../theory/first-giant-steps.ts';
import type { Claim } from '../../claim.ts';
import { meanOfAll } from '../../evidence.ts';
import { type Followed, type FollowedJob, followedSteps } from './followed-steps.ts';
import {
  at,
  averaged,
  dimsOf,
  frozen,
  SAMPLES_PER_INPUT,
  STAIRCASE,
  STEP_SIZE,
  STEPS,
  type StaircaseResults,
  staircaseJobs,
} from './staircase-runs.ts';

/** After the first step; the target is √½ u + uv. */
const FIRST_NORM = firstStepNorm({
  stepSize: STEP_SIZE,
  samplesPerInput: SAMPLES_PER_INPUT,
  slopeSquare: 1 / 2,
  secondMoment: 3 / 2,
});

/** Fixed beforehand: of the closed form, and of one dimension over the other. */
const CLOSE = 0.2;

/** C18: a step of the order of p moves neurons by their own size, and no more in high dimension. */
export const normsStayControlled: Claim<FollowedJob, Followed> = {
  id: 'C18',
  name: 'giant/norms',
  title: 'Norms of neurons stay of order one',
  source: 'arXiv 2305.18270; closed form derived',
  statement:
    'After a few giant steps of size η ~ p with n ~ d samples neurons still have norms of order one, whatever d.',
  prediction:
    'mean ‖w‖ after one step is √(1 + c²(‖C₁‖²/4 + (d/2n)E f*²)) = 1.5 at c = η/p = 2, n = 4d; after steps 2, 3 and 4 it is the same within 20 % at both d',
  work: followedSteps,
  jobs: (plan) => staircaseJobs(plan, STAIRCASE),
  judge(results, alpha) {
    const dims = dimsOf(results);
    const part = alpha / (dims.length + STEPS - 1);
    const [low, high] = [dims[0]!, dims.at(-1)!];
    return [
      ...dims.map((dim) => ({
        quantity: `mean ‖w‖ after step 1 at d = ${dim}`,
        ...averaged(at(results, dim), ({ norms }) => norms[1], part),
        expected: FIRST_NORM,
        tolerance: [(1 - CLOSE) * FIRST_NORM, (1 + CLOSE) * FIRST_NORM] as const,
      })),
      ...Array.from({ length: STEPS - 1 }, (_, k) => ({
        quantity: `mean ‖w‖ after step ${k + 2} at d = ${high} over that at d = ${low}`,
        ...meanOfAll(ratios(at(results, high), at(results, low), k + 2), part),
        expected: 1,
        tolerance: [1 - CLOSE, 1 + CLOSE] as const,
      })),
    ];
  },
  // Noise makes most of a step, so random labels move neurons nearly as far: no control of this claim.
  controls: [frozen, { name: 'half the step', settings: { stepSize: STEP_SIZE / 2 } }],
};

/** Ratios of the runs of one seed. */
function ratios(of: StaircaseResults, over: StaircaseResults, step: number): (number | null)[] {
  return of.map(({ job, evidence }) => {
    const other = over.find(({ job: { seed } }) => seed === job.seed)?.evidence.norms[step];
    const norm = evidence.norms[step];
    return norm && other ? norm / other : null;
  });
}
