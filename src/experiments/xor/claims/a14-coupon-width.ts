import { createLayers } from '../../../engines/engine.ts';
import { clusterProjections } from '../../../metrics/neuron-parts.ts';
import { proportionOf } from '../../../numerics/inference.ts';
import { allClustersTaken } from '../../../theory/coupon.ts';
import { type Claim, type Finding, learningControls, type Result, type Work } from '../../claim.ts';
import type { Trial } from '../../trial.ts';

interface Job {
  readonly inputDim: number;
  readonly width: number;
  /** Seeds seed … seed + runs − 1. */
  readonly seed: number;
  readonly runs: number;
}

/** Counts of runs. */
interface Evidence {
  /** An error below 2 % within 150 steps. */
  readonly learned: number;
  /** Learned if and only if every cluster had a neuron on its side at the start; batch noise may move a few. */
  readonly asAtStart: number;
  /** Learned if and only if every cluster had a neuron on its side at the end. */
  readonly asAtEnd: number;
}

const STEPS = 150;

/** Whether each of the four clusters has a neuron: w·μ₁ > 0 or < 0 with a ≥ 0, w·μ₂ > 0 or < 0 with a < 0. */
function isComplete({ run: { engine, network } }: Trial): boolean {
  const { inputDim, width } = network;
  const layers = createLayers(engine, inputDim, width);
  engine.readLayers(network, layers);
  const clusters = new Set<string>();
  for (let j = 0; j < width; j++) {
    const isPositive = layers.secondLayer[j]! >= 0;
    const along = clusterProjections(layers, { layers, network, pair: [1, 2] }, j)[isPositive ? 0 : 1];
    clusters.add(`${isPositive} ${along > 0}`);
  }
  return clusters.size === 4;
}

/** Runs to an error below 2 % or to the last step, whichever is first. */
const coupons: Work<Job, Evidence> = {
  name: 'coupons',
  run({ inputDim, width, seed, runs }, lab) {
    const given = { inputDim, width, batchSize: 10 * inputDim, stepSize: 0.2, steps: STEPS, testSize: 1024 };
    const counts = { learned: 0, asAtStart: 0, asAtEnd: 0 };
    for (let k = 0; k < runs; k++) {
      const trial = lab.start({ ...given, measureInterval: 2 }, seed + k);
      const wasComplete = isComplete(trial);
      let learned = false;
      for (let seen = trial.next(); seen && !learned; seen = trial.next()) {
        learned = (seen.values.testError as number) < 0.02;
      }
      if (learned) counts.learned += 1;
      if (learned === wasComplete) counts.asAtStart += 1;
      if (learned === isComplete(trial)) counts.asAtEnd += 1;
    }
    return counts;
  },
};

/** Blocks of so many seeds are a job. */
const BLOCK = 25;

/**
 * Numbers of runs at each width, a multiple of the block. An interval reaches 3.6 standard errors to either side and
 * chance moves its middle by up to 3, so 6.6 of them should fit into the tolerance of 0.08: 1600 runs at width 8.
 */
const FULL = { inputDim: 100, runs: { 32: 500, 16: 500, 8: 2000, 4: 750 } };
const QUICK = { inputDim: 32, runs: { 32: 100, 4: 200 } };

/** These seeds are used nowhere else: the claim rests on independent starts. */
const FIRST_SEED = 100_000;

const countsAt = (results: readonly Result<Job, Evidence>[], key: keyof Evidence) =>
  results.reduce((sum, { evidence }) => sum + evidence[key], 0);
const runsOf = (results: readonly Result<Job, Evidence>[]) =>
  results.reduce((sum, { job }) => sum + job.runs, 0);

/** A14: every neuron goes to one of the four clusters, and the network needs all four. */
export const couponWidth: Claim<Job, Evidence> = {
  id: 'A14',
  name: 'xor/coupon-width',
  title: 'A narrow network fails when a cluster has no neuron',
  source: 'arXiv 2309.15111 (polylog width is enough); formula derived',
  statement:
    'Each neuron commits to one of the four clusters at random, so width only has to be large enough to have all four.',
  prediction: 'a run succeeds with probability 1 − 4(3/4)^p + 6(1/2)^p − 4(1/4)^p',
  work: coupons,
  jobs({ quick, seed, dimFactor }) {
    const { inputDim, runs } = quick ? QUICK : FULL;
    return Object.entries(runs)
      .reverse()
      .flatMap(([width, count]) =>
        Array.from({ length: count / BLOCK }, (_, k) => ({
          inputDim: inputDim * dimFactor,
          width: Number(width),
          seed: FIRST_SEED + seed + k * BLOCK,
          runs: BLOCK,
        })),
      );
  },
  judge(results, alpha) {
    const widths = [...new Set(results.map(({ job }) => job.width))];
    const share = alpha / (widths.length + 1);
    const shares = widths.map((width): Finding => {
      const each = results.filter(({ job }) => job.width === width);
      const expected = allClustersTaken(width);
      return {
        quantity: `share of runs that learn with ${width} neurons`,
        ...proportionOf(countsAt(each, 'learned'), runsOf(each), share),
        expected,
        tolerance: [expected - 0.08, expected + 0.08],
      };
    });
    return [
      ...shares,
      {
        quantity: 'share of runs that learn if and only if every cluster has a neuron at the end',
        ...proportionOf(countsAt(results, 'asAtEnd'), runsOf(results), share),
        expected: 1,
        tolerance: [0.92, 1],
      },
    ];
  },
  controls: learningControls,
};
