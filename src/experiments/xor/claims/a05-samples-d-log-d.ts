import { meanOf } from '../../../numerics/inference.ts';
import { type Claim, type Finding, learningControls } from '../../claim.ts';
import { arrivals } from './arrivals.ts';
import { bySeed, type LandmarkJob, type Landmarks, landmarks } from './landmarks.ts';
import { bicOverTheory, powerBesideLog } from './sample-laws.ts';
import { scalingFigure } from './scaling-figure.ts';
import { practicalJobs, samplesTo } from './scaling-runs.ts';

const FULL = { inputDims: [32, 64, 128, 256, 512, 1024, 2048, 4096], seeds: 8 };
const QUICK = { inputDims: [32, 64, 128, 256], seeds: 10 };

const errors = [
  ['error5pc', '5 %'],
  ['error1pc', '1 %'],
] as const;

/** One number for all runs, which are random, without an interval: its tolerance is far from 0. null where it is none. */
const exactly = (value: number): Pick<Finding, 'estimate' | 'interval'> =>
  Number.isFinite(value)
    ? { estimate: value, interval: [value, value] }
    : { estimate: null, interval: [-Infinity, Infinity] };

/** A5: d samples for each unit of time, and time ~ log d. */
export const samplesDLogD: Claim<LandmarkJob, Landmarks> = {
  id: 'A5',
  name: 'xor/samples-d-log-d',
  title: 'XOR takes about d log d samples',
  source: 'arXiv 2309.15111, abstract (d polylog d); d (a + b ln d) derived',
  statement: 'Minibatch SGD learns XOR of two among d inputs from d polylog(d) samples, not from d².',
  prediction:
    'at fixed n/(ηd), samples are d (a + b ln d): once divided by ln d their power of d is 1, and d² does not fit',
  work: landmarks,
  jobs: (plan) => practicalJobs(plan, plan.quick ? QUICK : FULL),
  judge: (results, alpha) => [
    ...errors.flatMap(([goal, error]) => {
      const costs = bySeed(results).map((runs) =>
        runs.map((run) => ({ inputDim: run.job.settings.inputDim, samples: samplesTo(goal, run) })),
      );
      return [
        {
          quantity: `power of d in samples/ln d, samples to an error of ${error}`,
          ...meanOf(costs.map(powerBesideLog), alpha / 3),
          expected: 1,
          tolerance: [0.95, 1.05] as const,
        },
        {
          quantity: `BIC of d² minus BIC of d (a + b ln d), samples to an error of ${error}`,
          ...exactly(bicOverTheory(costs.flat())['d²']),
          expected: 'above 50',
          tolerance: [50, Infinity] as const,
        },
      ];
    }),
    arrivals(results, ({ error1pc }) => error1pc !== null, alpha / 3),
  ],
  controls: learningControls,
  figure: scalingFigure,
};
