import { log } from '../../../numerics/elementary.ts';
import { type Claim, learningControls } from '../../claim.ts';
import { seedsOf } from '../../evidence.ts';
import { arrivals } from './arrivals.ts';
import { type LandmarkJob, type Landmarks, landmarks, medianWithCensored } from './landmarks.ts';

const INPUT_DIM = 64;

/** n/(ηd) of both batch sizes. */
const NOISE = 12.5;
const BATCH_SIZE = 160;

const given = (inputDim: number, batchSize: number, seed: number): LandmarkJob => ({
  settings: {
    inputDim,
    width: 64,
    batchSize,
    stepSize: batchSize / (NOISE * inputDim),
    testSize: 1024,
    measureInterval: 0.4,
  },
  goals: ['error5pc'],
  maxTime: 11,
  seed,
});

/** Of runs with one sample a step; the median alone would hide up to 6 of 32 that fail. 28 of 28 are enough to say so. */
const LEAST_SHARE = 0.75;

/** Samples differ by at most 30 %. */
const TOLERANCE = log(1.3);

/** A7: one sample a step is enough when the step is small. */
export const batchOfOne: Claim<LandmarkJob, Landmarks> = {
  id: 'A7',
  name: 'xor/batch-of-one',
  title: 'One sample a step is enough',
  source: 'an open question of arXiv 2309.15111; answer derived',
  statement:
    'Online SGD, one sample a step, learns XOR from as many samples as minibatch SGD if its step size is ~ 1/d.',
  prediction:
    'at equal n/(ηd) = 12.5, samples to 5 % error with n = 1 are those with n = 160 (d = 64) within 30 %, and nearly all runs with n = 1 get there',
  work: landmarks,
  jobs({ quick, seed, dimFactor }) {
    const seeds = seedsOf({ seed }, quick ? 28 : 32);
    const inputDim = INPUT_DIM * dimFactor;
    return [1, BATCH_SIZE * dimFactor].flatMap((batchSize) =>
      seeds.map((each) => given(inputDim, batchSize, each)),
    );
  },
  judge(results, alpha) {
    const runs = (single: boolean) => results.filter(({ job }) => (job.settings.batchSize === 1) === single);
    const samples = (single: boolean) =>
      runs(single).map(
        ({ job, evidence }) => (evidence.error5pc ?? Infinity) * NOISE * job.settings.inputDim,
      );
    const batches = samples(false);
    // A run that never got there makes the ratio infinite, whichever of the two it is: it counts against the claim.
    const ratios = samples(true).map((one, k) =>
      batches[k] === Infinity ? Infinity : log(one / batches[k]!),
    );
    return [
      {
        quantity: 'median over seeds of ln(samples with n = 1 / samples with n = 160)',
        ...medianWithCensored(ratios, alpha / 2),
        expected: 0,
        tolerance: [-TOLERANCE, TOLERANCE],
      },
      arrivals(runs(true), ({ error5pc }) => error5pc !== null, alpha / 2, LEAST_SHARE),
    ];
  },
  controls: learningControls,
};
