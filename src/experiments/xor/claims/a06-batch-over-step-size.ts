import { log } from '../../../numerics/elementary.ts';
import { meanOf, proportionOf } from '../../../numerics/inference.ts';
import { findingRate } from '../../../theory/xor.ts';
import { type Claim, type Finding, learningControls, type Plan, type Result } from '../../claim.ts';
import { seedsOf } from '../../evidence.ts';
import { type LandmarkJob, type Landmarks, landmarks } from './landmarks.ts';

/** Batch size and step size at d = 64. */
type Batch = readonly [batchSize: number, stepSize: number];

/** n/(ηd) = 25 in three ways; then 12.5, 6.2, 3.1; and so little that nothing is learned. */
const LARGE: Batch = [640, 0.4];
const MIDDLE: Batch = [160, 0.1];
const SMALL: Batch = [80, 0.05];
const [HALF, QUARTER, EIGHTH]: readonly Batch[] = [
  [80, 0.1],
  [40, 0.1],
  [20, 0.1],
] as const;
const TOO_LITTLE: Batch = [1, 0.1];

const INPUT_DIM = 64;

/** A run is given up at this time, with too little in a batch when it has used so many samples an input. */
const GIVEN_UP = { time: 18, samplesPerInput: 60 };

function given(batch: Batch, { dimFactor }: Plan, seed: number): LandmarkJob {
  const [batchSize, stepSize] = batch;
  const lost = batch === TOO_LITTLE;
  return {
    settings: {
      inputDim: INPUT_DIM * dimFactor,
      width: 64,
      batchSize: batchSize * dimFactor,
      stepSize,
      testSize: 1024,
      measureInterval: lost ? 4 : 0.4,
    },
    goals: ['error5pc'],
    maxTime: lost ? (GIVEN_UP.samplesPerInput * INPUT_DIM * stepSize) / batchSize : GIVEN_UP.time,
    seed,
  };
}

type LandmarkResult = Result<LandmarkJob, Landmarks>;

const runsWith = ([batchSize, stepSize]: Batch, results: readonly LandmarkResult[]) =>
  results.filter(
    ({ job: { settings } }) =>
      settings.stepSize === stepSize && settings.batchSize * INPUT_DIM === batchSize * settings.inputDim,
  );

/** ln of the samples of `a` over those of `b`, a number a seed; NaN where a run did not get there. */
const logRatios = (a: Batch, b: Batch, results: readonly LandmarkResult[]) => {
  const samples = [a, b].map((batch) =>
    runsWith(batch, results).map(({ evidence }) => ((evidence.error5pc ?? Number.NaN) * batch[0]) / batch[1]),
  );
  return samples[0]!.map((value, k) => log(value / samples[1]![k]!));
};

/** ln(1 + η/√(2π))/η: a coarser step grows the signal a little more slowly. */
const rate = ([, stepSize]: Batch) => log(1 + stepSize * findingRate(2)) / stepSize;

/** A6: batch noise depends on n/(ηd) alone, and less noise than needed costs samples. */
export const batchOverStepSize: Claim<LandmarkJob, Landmarks> = {
  id: 'A6',
  name: 'xor/batch-over-step-size',
  title: 'Samples are set by batch size over step size',
  source: 'derived (gradient noise in phase 1 of arXiv 2309.15111)',
  statement:
    'The samples to 5 % error depend on batch size and step size through their ratio; fewer are needed as the ratio falls, until runs fail.',
  prediction:
    'at n/(ηd) = 25 samples differ only as ln(1 + η/√(2π))/η does; they fall from 25 to 12.5 to 6.2 to 3.1; at 0.16 nothing is learned from 60 d samples',
  work: landmarks,
  jobs(plan) {
    const seeds = seedsOf(plan, plan.quick ? 14 : 24);
    const batches = [LARGE, MIDDLE, SMALL, HALF!, QUARTER!, EIGHTH!, TOO_LITTLE];
    return batches.flatMap((batch) => seeds.map((seed) => given(batch, plan, seed)));
  },
  judge(results, alpha) {
    const share = alpha / 6;
    const same = (a: Batch): Finding => ({
      quantity: `ln of samples with η = ${a[1]} over samples with η = ${SMALL[1]}, n/(ηd) = 25`,
      ...meanOf(logRatios(a, SMALL, results), share),
      expected: log(rate(SMALL) / rate(a)),
      tolerance: [-log(1.15), log(1.15)],
    });
    const fewer = (a: Batch, b: Batch, words: string): Finding => ({
      quantity: `ln of samples at n/(ηd) = ${words}`,
      ...meanOf(logRatios(a, b, results), share),
      expected: 'below 0',
      tolerance: [-Infinity, 0],
    });
    const noisy = runsWith(TOO_LITTLE, results);
    const learned = noisy.filter(({ evidence }) => evidence.error5pc !== null);
    return [
      same(LARGE),
      same(MIDDLE),
      fewer(HALF!, MIDDLE, '12.5 over samples at 25'),
      fewer(QUARTER!, HALF!, '6.2 over samples at 12.5'),
      fewer(EIGHTH!, QUARTER!, '3.1 over samples at 6.2'),
      {
        quantity: 'share of runs that learn at n/(ηd) = 0.16',
        ...proportionOf(learned.length, noisy.length, share),
        expected: 'below a half',
        tolerance: [0, 0.5],
      },
    ];
  },
  controls: learningControls,
};
