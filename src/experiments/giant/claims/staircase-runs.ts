import { type Control, learningControls, type Plan, type Result } from '../../claim.ts';
import { meanOfAll, seedsOf } from '../../evidence.ts';
import type { Followed, FollowedJob } from './followed-steps.ts';

/** √2 u + 2uv over 2 with u, v = (z1 ± z2)/√2: v is found once u is known. */
export const STAIRCASE = '(z1 + z2 + z1^2 - z2^2)/2';
/** (√2 u + u² + v² − 2)/2: knowing u says nothing of the sign of v. */
export const NO_STAIRCASE = '(z1 + z2 + He2(z1) + He2(z2))/2';

/** Step size over p, batch size over d, and how many steps. */
export const STEP_SIZE = 2;
export const SAMPLES_PER_INPUT = 4;
export const STEPS = 4;

/** Where `u` and `v` stand among the directions of a job. */
export const U = 0;
export const V = 1;
const HALF = Math.SQRT1_2;

export type StaircaseResults = readonly Result<FollowedJob, Followed>[];

/** Runs of one target at two input dimensions, the second four times (when quick twice) the first. */
export function staircaseJobs(plan: Plan, expression: string): FollowedJob[] {
  const dims = (plan.quick ? [256, 128] : [512, 128]).map((dim) => dim * plan.dimFactor);
  return dims.flatMap((inputDim) =>
    seedsOf(plan, plan.quick ? 10 : 24).map((seed) => ({
      given: {
        inputDim,
        width: 64,
        batchSize: SAMPLES_PER_INPUT * inputDim,
        stepSize: STEP_SIZE,
        steps: STEPS,
        expression,
      },
      directions: [
        [HALF, HALF],
        [HALF, -HALF],
      ],
      seed,
    })),
  );
}

/** The input dimensions of results, ascending. */
export const dimsOf = (results: StaircaseResults) =>
  [...new Set(results.map(({ job }) => job.given.inputDim))].sort((a, b) => a - b);

/** Results at one input dimension. */
export const at = (results: StaircaseResults, inputDim: number) =>
  results.filter(({ job }) => job.given.inputDim === inputDim);

/** Mean over seeds of one number of each run. */
export const averaged = (
  results: StaircaseResults,
  measure: (evidence: Followed) => number | null | undefined,
  alpha: number,
) =>
  meanOfAll(
    results.map(({ evidence }) => measure(evidence)),
    alpha,
  );

/** What counts as noise: three times what a coordinate of a random unit vector is. */
export const noiseBound = (inputDim: number) => 3 / Math.sqrt(inputDim);

/** Steps of size 0. */
export const frozen: Control = { name: 'frozen first layer', settings: { stepSize: 0 } };

/** The controls of a claim that giant steps learn something. */
export const giantControls: readonly Control[] = [learningControls[0]!, frozen];
