import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { slope } from '../../../numerics/statistics.ts';
import { tuningRate } from '../../../theory/xor.ts';
import { type Claim, learningControls } from '../../claim.ts';
import { seedsOf } from '../../evidence.ts';
import { arrivals } from './arrivals.ts';
import { bySeed, type LandmarkJob, type Landmarks, landmarks } from './landmarks.ts';

const STEP_SIZE = 0.1;

/** η/ln(1 + ητ): time a heavy neuron takes to grow by a factor e, in discrete steps. */
const expected = STEP_SIZE / log(1 + STEP_SIZE * tuningRate(2));

/** A twentieth of that time is as good as nothing. */
const INDEPENDENT = expected / 20;

const given = (inputDim: number, initScale: number, seed: number): LandmarkJob => ({
  settings: {
    inputDim,
    width: inputDim,
    batchSize: 10 * inputDim,
    stepSize: STEP_SIZE,
    initScale,
    testSize: 2048,
    measureInterval: 0.4,
  },
  goals: ['error5pc', 'margin1'],
  maxTime: 32,
  seed,
});

/** A19: finding is linear in the weights; only the climb to margin 1 depends on where it starts. */
export const initScale: Claim<LandmarkJob, Landmarks> = {
  id: 'A19',
  name: 'xor/init-scale',
  title: 'A smaller start only lengthens tuning',
  source: 'arXiv 2309.15111 (small initialization); law derived',
  statement:
    'With a smaller start the error falls at the same time, and margins grow large later by ~ ln(1/θ).',
  prediction:
    'for θ ≤ 0.3 the time of mean margin 1 has slope η/ln(1 + ητ) in ln(1/θ), τ = √2/4, and the time of error 5 % slope 0',
  work: landmarks,
  jobs({ quick, seed, dimFactor }) {
    const inputDim = (quick ? 50 : 100) * dimFactor;
    const scales = quick ? [0.03, 0.3] : [0.01, 0.03, 0.1, 0.3];
    const seeds = seedsOf({ seed }, quick ? 8 : 20);
    return scales.flatMap((scale) => seeds.map((each) => given(inputDim, scale, each)));
  },
  judge(results, alpha) {
    const slopeOf = (goal: 'margin1' | 'error5pc') =>
      meanOf(
        bySeed(results).map((runs) =>
          slope(
            runs.map(({ job }) => -log(job.settings.initScale!)),
            runs.map(({ evidence }) => evidence[goal] ?? Number.NaN),
          ),
        ),
        alpha / 3,
      );
    return [
      {
        quantity: 'slope in ln(1/θ) of the time of mean margin 1',
        ...slopeOf('margin1'),
        expected,
        tolerance: [2.7, 3.1],
      },
      {
        quantity: 'slope in ln(1/θ) of the time of error 5 %',
        ...slopeOf('error5pc'),
        expected: 0,
        tolerance: [-INDEPENDENT, INDEPENDENT],
      },
      arrivals(results, ({ error5pc, margin1 }) => error5pc !== null && margin1 !== null, alpha / 3),
    ];
  },
  controls: learningControls,
};
