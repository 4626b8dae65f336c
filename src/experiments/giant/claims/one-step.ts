import { exp, log } from '../../../numerics/elementary.ts';
import type { Control, Finding, Plan, Result, Work } from '../../claim.ts';
import { asJson, type Measured, meanOfAll, seedsOf } from '../../evidence.ts';

/** (h(z1) + h(z2))/2 with h = He1 + He2/2 + He4/24: the target of the authors' single-step notebook. */
export const SUM_OF_TWO = '(z1 + z2 + (He2(z1) + He2(z2))/2 + (He4(z1) + He4(z2))/24)/2';

/** What one step leaves of it at least: `floors-of-one-step` computes them. */
export const LINEAR_FLOOR = 0.2708;
/** After the direction of its linear part is learned. */
export const ONE_DIRECTION_FLOOR = 0.1432;

/** One giant step, then ridge regression on a fresh batch of the same size. */
export interface OneStepJob {
  readonly inputDim: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** Test errors of the readout, and of the same regression without the step. */
export interface OneStepEvidence {
  readonly learned: Measured;
  readonly random: Measured;
}

const TEST_SIZE = 4096;

/** p = 2d, η = 10 √(np), λ = 1 beside the sum of squares, weights Gaussian: as in the notebook, but for a fresh batch. */
export const oneStepReadout: Work<OneStepJob, OneStepEvidence> = {
  name: 'one-step-readout',
  run({ inputDim, batchSize, seed }, lab) {
    const given = {
      inputDim,
      batchSize,
      width: 2 * inputDim,
      steps: 1,
      expression: SUM_OF_TWO,
      testSize: TEST_SIZE,
    };
    const step = { init: 'gaussian-weights', stepSize: 10, widthPower: 0.5, batchPower: 0.5 };
    const { summary } = lab.record({ ...given, ...step }, seed, 'giant/steps');
    return asJson({
      learned: summary.testMse as Measured,
      random: summary.randomFeaturesMse as Measured,
    });
  },
};

/** n = d^1.3, d^1.65 and d², rounded down. */
const POWERS = [1.3, 1.65, 2];
const sizesAt = (inputDim: number) =>
  POWERS.map((power) => (power === 2 ? inputDim * inputDim : Math.floor(exp(power * log(inputDim)))));

/** The largest batches first. */
export function oneStepJobs({ quick, seed, dimFactor }: Plan): OneStepJob[] {
  const inputDim = (quick ? 32 : 128) * dimFactor;
  const seeds = seedsOf({ seed }, 16);
  return sizesAt(inputDim)
    .reverse()
    .flatMap((batchSize) => seeds.map((each) => ({ inputDim, batchSize, seed: each })));
}

type OneStepResults = readonly Result<OneStepJob, OneStepEvidence>[];

/** Evidence by batch size, growing; within one in the order of seeds. */
export function bySize(results: OneStepResults): { power: number; evidence: OneStepEvidence[] }[] {
  const sizes = [...new Set(results.map(({ job }) => job.batchSize))].sort((a, b) => a - b);
  return sizes.map((size, k) => ({
    power: POWERS[k]!,
    evidence: results.filter(({ job }) => job.batchSize === size).map(({ evidence }) => evidence),
  }));
}

/** a − b, or nothing where one is missing. */
export const less = (a: Measured, b: Measured): Measured => (a === null || b === null ? null : a - b);

/** By how much the step lowers the error at each batch size, seed by seed. */
export function belowRandom(results: OneStepResults, alpha: number): Finding[] {
  return bySize(results).map(({ power, evidence }) => ({
    quantity: `test error with the step less that without it, n = d^${power}`,
    ...meanOfAll(
      evidence.map(({ learned, random }) => less(learned, random)),
      alpha,
    ),
    expected: 'below 0',
    tolerance: [-Infinity, 0],
  }));
}

/** The control with nothing to learn. */
const randomLabels: Control = {
  name: 'random labels',
  settings: { corruption: 'label-noise', flipProbability: 0.5 },
};

/** The controls of a claim on one step: nothing to learn, and no step. */
export const oneStepControls: readonly Control[] = [
  randomLabels,
  { name: 'frozen first layer', settings: { stepSize: 0 } },
];
