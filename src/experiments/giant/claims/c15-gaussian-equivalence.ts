import { createMoments } from '../../../numerics/moments.ts';
import { ridge } from '../../../numerics/ridge.ts';
import { seedsFrom } from '../../../numerics/streams.ts';
import { trainStep } from '../../../training/step.ts';
import type { Claim, Finding, Result, Work } from '../../claim.ts';
import { asJson, type Measured, meanOfAll, seedsOf } from '../../evidence.ts';
import { readLayers } from '../../observer.ts';
import { equivalentFeatures } from '../equivalence.ts';
import { leaveOneOut } from '../leave-one-out.ts';
import {
  addRange,
  type FeatureModel,
  networkFeatures,
  type ReadoutData,
  readoutData,
  testErrors,
} from '../readout.ts';
import type { ReadoutSettings } from '../readout-settings.ts';
import { SUM_OF_TWO } from './one-step.ts';

interface Job {
  readonly inputDim: number;
  /** Samples of the readout over d: each set holds the ones before it. */
  readonly shares: readonly number[];
  readonly testSize: number;
  readonly seed: number;
}

/** Test errors, one a readout size. */
interface Evidence {
  /** What a readout of as many samples as the step's says of its own error, over its test error. */
  readonly ownWord: Measured;
  readonly random: readonly Measured[];
  readonly learned: readonly Measured[];
  readonly equivalent: readonly Measured[];
}

const RIDGE = 0.1;

/** Test errors of ridge regression on more and more samples. */
function curveOf(data: ReadoutData, model: FeatureModel, { inputDim, shares }: Job): number[] {
  const moments = createMoments(model.width);
  const solutions = shares.map((share) => {
    addRange(data, model, moments.count, share * inputDim, moments);
    return ridge({ moments, scale: model.scale }, RIDGE)!;
  });
  return testErrors(data, model, solutions).map(({ testMse }) => testMse);
}

/**
 * Of a readout with the step's number of samples: its leave-one-out error over its test error, both as shares of the
 * mean square of their labels, whose heavy tails they share.
 */
function ownWordOf(data: ReadoutData, model: FeatureModel): number {
  const moments = createMoments(model.width);
  addRange(data, model, 0, data.settings.batchSize, moments);
  const a = ridge({ moments, scale: model.scale }, RIDGE)!;
  const [test, labels] = testErrors(data, model, [a, new Float64Array(model.width)]);
  const own = leaveOneOut(data, model, moments, RIDGE) / (moments.labelSquare / moments.count);
  return own / (test!.testMse / labels!.testMse);
}

const equivalence: Work<Job, Evidence> = {
  name: 'gaussian-equivalence',
  run(job, lab) {
    const { inputDim, testSize, seed } = job;
    const sizes = { inputDim, width: 1.5 * inputDim, batchSize: 4 * inputDim, steps: 1 };
    const unseen = { readoutSize: 1, testSize: 1, compareWith: [] };
    const given = { ...sizes, ...unseen, expression: SUM_OF_TWO, init: 'unpaired', stepSize: 2 };
    const { run } = lab.start(given, seed, 'giant/steps');
    const settings = { ...(run.settings as unknown as ReadoutSettings), testSize };
    const data = readoutData(run, settings, seedsFrom(seed));
    const start = readLayers(run).firstLayer.slice();
    const features = networkFeatures(run);
    const random = curveOf(data, features, job);
    trainStep(run);
    const [learned, equivalent] = [features, equivalentFeatures(run, start)].map((of) =>
      curveOf(data, of, job),
    );
    return asJson({ random, learned: learned!, equivalent: equivalent!, ownWord: ownWordOf(data, features) });
  },
};

type Results = readonly Result<Job, Evidence>[];
const sharesOf = (results: Results) => results[0]?.job.shares ?? [];
const ratio = (a: Measured, b: Measured) => (a === null || b === null ? null : a / b);

function agreement(results: Results, alpha: number): Finding[] {
  return sharesOf(results).map((share, k) => ({
    quantity: `test error over that of equivalent features, ${share}d samples`,
    ...meanOfAll(
      results.map(({ evidence: { learned, equivalent } }) => ratio(learned[k]!, equivalent[k]!)),
      alpha,
    ),
    expected: 1,
    tolerance: [0.95, 1.05],
  }));
}

/** The share of samples at which the step helps least. */
function below(results: Results, which: 'learned' | 'equivalent', alpha: number): Finding {
  const means = sharesOf(results).map((_, k, { length }) =>
    meanOfAll(
      results.map(({ evidence }) => ratio(evidence[which][k]!, evidence.random[k]!)),
      alpha / length,
    ),
  );
  const worst = means.reduce((a, b) => (b.interval[1] > a.interval[1] ? b : a));
  return {
    quantity: `largest ratio of the test error on ${which} features to that on random ones`,
    ...worst,
    expected: 'below 1',
    tolerance: [-Infinity, 1],
  };
}

/** Whether the readout's samples are as good as new. */
const freshness = (results: Results, alpha: number): Finding => ({
  quantity: 'leave-one-out error of the readout over its test error, 4d samples',
  ...meanOfAll(
    results.map(({ evidence }) => evidence.ownWord),
    alpha,
  ),
  expected: 1,
  tolerance: [0.9, 1.1],
});

/** C15: after a step, features act like Gaussian ones given a few projections. */
export const gaussianEquivalence: Claim<Job, Evidence> = {
  id: 'C15',
  name: 'giant/gaussian-equivalence',
  title: 'Given what was learned, features act like Gaussian ones',
  source: 'arXiv 2305.18270; moments derived',
  statement:
    'Given the projections of the input on what a giant step has learned, ridge regression on the features errs as on Gaussian ones with the same conditional moments, and less than on random features.',
  prediction:
    'test errors of true and equivalent features agree within 5 % at p = 1.5d, n = 4d, η = 2p, λ = 0.1 beside the sum of squares, for readouts of d/2 to 8d samples; both lie below that of random features; with the fresh batch of the theorem the leave-one-out error is the test error, which it is not with that of the step once more',
  work: equivalence,
  jobs({ quick, seed, dimFactor }) {
    const inputDim = (quick ? 48 : 200) * dimFactor;
    const size = quick ? { shares: [1, 4], testSize: 512 } : { shares: [0.5, 1, 2, 4, 8], testSize: 4096 };
    return seedsOf({ seed }, quick ? 120 : 40).map((each) => ({ inputDim, ...size, seed: each }));
  },
  judge(results, alpha) {
    const part = alpha / (sharesOf(results).length + 3);
    return [
      ...agreement(results, part),
      below(results, 'learned', part),
      below(results, 'equivalent', part),
      freshness(results, part),
    ];
  },
  controls: [{ name: 'reused readout batch', settings: { readoutBatch: 'reused' } }],
};
