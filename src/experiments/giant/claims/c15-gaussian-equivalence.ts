import { createMoments } from '../../../numerics/moments.ts';
import { ridge } from '../../../numerics/ridge.ts';
import { seedsFrom } from '../../../numerics/streams.ts';
import { trainStep } from '../../../training/step.ts';
import type { Claim, Finding, Result, Work } from '../../claim.ts';
import { asJson, type Measured, meanOfAll, seedsOf } from '../../evidence.ts';
import { readLayers } from '../../observer.ts';
import { equivalentFeatures } from '../equivalence.ts';
import {
  addRange,
  type FeatureModel,
  networkFeatures,
  type ReadoutData,
  readoutData,
  testErrors,
} from '../readout.ts';
import type { ReadoutSettings } from '../readout-settings.ts';
import { oneStepControls, SUM_OF_TWO } from './one-step.ts';

interface Job {
  readonly inputDim: number;
  readonly testSize: number;
  readonly seed: number;
}

/** Test errors, one a readout size. */
interface Evidence {
  readonly random: readonly Measured[];
  readonly learned: readonly Measured[];
  readonly equivalent: readonly Measured[];
}

/** Samples of the readout over d: each set holds the ones before it. */
const SHARES = [0.5, 1, 2, 4, 8];
const RIDGE = 0.1;

/** Test errors of ridge regression on more and more samples. */
function curveOf(data: ReadoutData, model: FeatureModel): number[] {
  const moments = createMoments(model.width);
  const solutions = SHARES.map((share) => {
    addRange(data, model, moments.count, share * data.settings.inputDim, moments);
    return ridge({ moments, scale: model.scale }, RIDGE)!;
  });
  return testErrors(data, model, solutions).map(({ testMse }) => testMse);
}

const equivalence: Work<Job, Evidence> = {
  name: 'gaussian-equivalence',
  run({ inputDim, testSize, seed }, lab) {
    const sizes = { inputDim, width: 1.5 * inputDim, batchSize: 4 * inputDim, steps: 1 };
    const given = { ...sizes, expression: SUM_OF_TWO, init: 'unpaired', stepSize: 2 };
    const { run } = lab.start(given, seed, 'giant/steps');
    const settings = { ...(run.settings as unknown as ReadoutSettings), testSize };
    const data = readoutData(run, settings, seedsFrom(seed));
    const start = readLayers(run).firstLayer.slice();
    const random = curveOf(data, networkFeatures(run));
    trainStep(run);
    const learned = curveOf(data, networkFeatures(run));
    return asJson({ random, learned, equivalent: curveOf(data, equivalentFeatures(run, start)) });
  },
};

type Results = readonly Result<Job, Evidence>[];
const ratio = (a: Measured, b: Measured) => (a === null || b === null ? null : a / b);

function agreement(results: Results, alpha: number): Finding[] {
  return SHARES.map((share, k) => ({
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
  const means = SHARES.map((_, k) =>
    meanOfAll(
      results.map(({ evidence }) => ratio(evidence[which][k]!, evidence.random[k]!)),
      alpha / SHARES.length,
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

/** C15: after a step, features act like Gaussian ones given a few projections. */
export const gaussianEquivalence: Claim<Job, Evidence> = {
  id: 'C15',
  name: 'giant/gaussian-equivalence',
  title: 'Given what was learned, features act like Gaussian ones',
  source: 'arXiv 2305.18270; moments derived',
  statement:
    'Given the projections of the input on what a giant step has learned, ridge regression on the features errs as on Gaussian ones with the same conditional moments, and less than on random features.',
  prediction:
    'test errors of true and equivalent features agree within 5 % at p = 1.5d, n = 4d, η = 2p, λ = 0.1 beside the sum of squares, for readouts of d/2 to 8d samples; both lie below that of random features',
  work: equivalence,
  jobs({ quick, seed, dimFactor }) {
    const inputDim = (quick ? 48 : 200) * dimFactor;
    const testSize = quick ? 1024 : 4096;
    return seedsOf({ seed }, quick ? 64 : 40).map((each) => ({ inputDim, testSize, seed: each }));
  },
  judge(results, alpha) {
    const part = alpha / (SHARES.length + 2);
    return [...agreement(results, part), below(results, 'learned', part), below(results, 'equivalent', part)];
  },
  controls: oneStepControls,
};
