import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { slope } from '../../../numerics/statistics.ts';
import { findingRate } from '../../../theory/xor.ts';
import { type Claim, learningControls, type Result } from '../../claim.ts';
import { arrivals } from './arrivals.ts';
import { bySeed, type LandmarkJob, type Landmarks, landmarks } from './landmarks.ts';
import { isNoiseFree, noiseFreeJobs, practicalJobs, STEP_SIZE } from './scaling-runs.ts';

/** Slope of the end of phase 1 in ln d within each seed; NaN where a run did not get there. */
const slopes = (results: readonly Result<LandmarkJob, Landmarks>[]) =>
  bySeed(results).map((runs) =>
    slope(
      runs.map(({ job }) => log(job.settings.inputDim)),
      runs.map(({ evidence }) => evidence.found ?? Number.NaN),
    ),
  );

/** 1/(2r) with r = ln(1 + η/√(2π))/η, what a step that multiplies by 1 + η/√(2π) gives a rate: 1.278 for 1.253. */
const expected = STEP_SIZE / (2 * log(1 + STEP_SIZE * findingRate(2)));

const FULL = [64, 128, 256, 512, 1024];

/** A4: a signal that starts 1/√d times the rest catches up in time ln(d)/2 divided by its rate of growth. */
export const findingTakesLogD: Claim<LandmarkJob, Landmarks> = {
  id: 'A4',
  name: 'xor/finding-takes-log-d',
  title: 'Finding the signal takes time ~ log d',
  source: 'arXiv 2309.15111; slope derived',
  statement: 'The signal is found in time proportional to the logarithm of the number of inputs.',
  prediction:
    'without batch noise the end of phase 1 has slope 1/(2r) in ln d, r = ln(1 + η/√(2π))/η; batch noise makes it steeper',
  work: landmarks,
  jobs(plan) {
    const sizes = plan.quick ? { inputDims: [64, 256], seeds: 8 } : { inputDims: FULL, seeds: 20 };
    return [...noiseFreeJobs(plan, sizes), ...practicalJobs(plan, sizes)];
  },
  judge(results, alpha) {
    const free = slopes(results.filter(isNoiseFree));
    const practical = slopes(results.filter((result) => !isNoiseFree(result)));
    return [
      {
        quantity: 'slope in ln d of the end of phase 1, n/(ηd) = 100',
        ...meanOf(free, alpha / 3),
        expected,
        tolerance: [expected - 0.08, expected + 0.08],
      },
      {
        quantity: 'slope at n/(ηd) = 12.5 minus slope at 100, seed by seed',
        ...meanOf(
          practical.map((value, k) => value - free[k]!),
          alpha / 3,
        ),
        expected: 'above 0',
        tolerance: [0, Infinity],
      },
      arrivals(results, ({ found }) => found !== null, alpha / 3),
    ];
  },
  controls: learningControls,
};
