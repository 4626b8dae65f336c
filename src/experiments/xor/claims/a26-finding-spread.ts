import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { mean, slope } from '../../../numerics/statistics.ts';
import { findingRate } from '../../../theory/xor.ts';
import { type Claim, learningControls, type Result } from '../../claim.ts';
import { arrivals } from './arrivals.ts';
import { bySeed, type LandmarkJob, type Landmarks, landmarks } from './landmarks.ts';
import { noiseFreeJobs, STEP_SIZE } from './scaling-runs.ts';

/** r = ln(1 + η/√(2π))/η: growth of the signal at the start, in discrete steps. */
const rate = log(1 + STEP_SIZE * findingRate(2)) / STEP_SIZE;

const width = (quartiles: readonly [number, number] | null) =>
  quartiles === null ? Number.NaN : quartiles[1] - quartiles[0];

/** ln of the spread of finding times over what the start foretells; the logarithm, for both are chance. */
const beyondStart = ({ evidence }: Result<LandmarkJob, Landmarks>) =>
  log((rate * width(evidence.quartiles)) / width(evidence.startQuartiles));

/** Of 32 neurons the batch noise reorders some near the quartiles, so the foretold spread is held to a factor 1.25. */
const FACTOR = log(1.25);

/** A26: neurons that start with unequal signals find it at unequal times, and this spread does not depend on d. */
export const findingSpread: Claim<LandmarkJob, Landmarks> = {
  id: 'A26',
  name: 'xor/finding-spread',
  title: 'Neurons find the signal at different times',
  source: 'arXiv 2309.15111 (phases are not separate in a finite network); spread derived',
  statement:
    'Phases blur: neurons enter the second one over a finite stretch of time that does not outgrow log d.',
  prediction:
    'the interquartile range of the neurons’ finding times is that of ln(perpendicular/signal) at the start over r = ln(1 + η/√(2π))/η, whatever d',
  work: landmarks,
  jobs: (plan) =>
    noiseFreeJobs(
      plan,
      plan.quick ? { inputDims: [64, 256], seeds: 8 } : { inputDims: [64, 128, 256, 512, 1024], seeds: 20 },
    ),
  judge(results, alpha) {
    const seeds = bySeed(results);
    const growth = seeds.map((runs) =>
      slope(
        runs.map(({ job }) => log(log(job.settings.inputDim))),
        runs.map(({ evidence }) => log(width(evidence.quartiles))),
      ),
    );
    return [
      {
        quantity: 'power of ln d in the interquartile range of finding times',
        ...meanOf(growth, alpha / 3),
        expected: 'at most 1; 0 in theory',
        tolerance: [-Infinity, 1],
      },
      {
        quantity: 'ln of the interquartile range over the one that the start foretells',
        ...meanOf(
          seeds.map((runs) => mean(runs.map(beyondStart))),
          alpha / 3,
        ),
        expected: 0,
        tolerance: [-FACTOR, FACTOR],
      },
      arrivals(results, ({ quartiles }) => quartiles !== null, alpha / 3),
    ];
  },
  controls: learningControls,
};
