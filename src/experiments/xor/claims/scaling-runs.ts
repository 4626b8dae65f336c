import { phase1Time } from '../../../theory/xor.ts';
import type { Plan, Result } from '../../claim.ts';
import { seedsOf } from '../../evidence.ts';
import type { LandmarkJob, Landmarks } from './landmarks.ts';

/** The step size of all scaling runs. */
export const STEP_SIZE = 0.1;

/** Batch size over stepSize × inputDim: what governs batch noise, at a practical value and practically without. */
const PRACTICAL = 12.5;
const NOISE_FREE = 100;

/** Wide enough that the slowest of the four clusters hardly varies from start to start. */
const WIDTH = 64;

interface Sizes {
  readonly inputDims: readonly number[];
  readonly seeds: number;
}

/** A job for every seed and input dimension; the longest first. */
function jobsOf(
  { inputDims, seeds }: Sizes,
  plan: Plan,
  job: (inputDim: number, seed: number) => LandmarkJob,
) {
  return inputDims
    .map((inputDim) => inputDim * plan.dimFactor)
    .sort((a, b) => b - a)
    .flatMap((inputDim) => seedsOf(plan, seeds).map((seed) => job(inputDim, seed)));
}

/** Given up at twice the time that finding takes without batch noise, and a little more for slow neurons and to learn. */
const patience = (inputDim: number) => 2 * phase1Time(inputDim, 2) + 3;

/**
 * Runs almost without batch noise, to the end of phase 1 and until three of four neurons have found their signal.
 * The start is so small that margins do not matter before either (phase 1 does not depend on the scale).
 */
export const noiseFreeJobs = (plan: Plan, sizes: Sizes): LandmarkJob[] =>
  jobsOf(sizes, plan, (inputDim, seed) => ({
    settings: {
      inputDim,
      width: WIDTH,
      batchSize: Math.round(NOISE_FREE * STEP_SIZE * inputDim),
      stepSize: STEP_SIZE,
      initScale: 0.01,
      testSize: 64,
      measureInterval: 0.2,
    },
    goals: ['found', 'quartiles'],
    maxTime: patience(inputDim),
    seed,
  }));

/** Runs at a practical batch size, to the end of phase 1 and to errors of 5 and 1 %. */
export const practicalJobs = (plan: Plan, sizes: Sizes): LandmarkJob[] =>
  jobsOf(sizes, plan, (inputDim, seed) => ({
    settings: {
      inputDim,
      width: WIDTH,
      batchSize: Math.round(PRACTICAL * STEP_SIZE * inputDim),
      stepSize: STEP_SIZE,
      testSize: plan.quick ? 1024 : 4096,
      measureInterval: 0.4,
    },
    goals: ['found', 'error5pc', 'error1pc'],
    maxTime: patience(inputDim),
    seed,
  }));

/** Whether a result comes from a run with little batch noise. */
export const isNoiseFree = ({ job }: Result<LandmarkJob, unknown>) =>
  job.settings.batchSize > 0.9 * NOISE_FREE * STEP_SIZE * job.settings.inputDim;

type LandmarkResult = Result<LandmarkJob, Landmarks>;

/** Samples to a landmark; NaN for a run that never came there, so that nothing computed from it is a number. */
export function samplesTo(goal: 'error5pc' | 'error1pc', { job, evidence }: LandmarkResult): number {
  return ((evidence[goal] ?? Number.NaN) * job.settings.batchSize) / job.settings.stepSize;
}
