import { meanLeapTwoAlignment, rowAlignment } from '../../../theory/giant-step-laws.ts';
import type { Claim, Finding } from '../../claim.ts';
import { meanOfAll, seedsOf } from '../../evidence.ts';
import { firstStep, type StepEvidence, type StepJob } from './first-step.ts';
import { leapTwo } from './leap-steps.ts';

/** Dimension, n/d², seeds: many where they vary more. */
type Set = readonly [inputDim: number, share: number, seeds: number];
const SETS: readonly Set[] = [
  [128, 4, 60],
  [64, 4, 120],
  [128, 1, 100],
  [128, 0.5, 150],
  [64, 1, 300],
  [64, 0.5, 900],
];
const QUICK_SETS: readonly Set[] = [
  [64, 4, 46],
  [128, 0.5, 28],
];
const TOLERANCE = 0.03;

/** So wide that the mean over the starts of neurons is sharp beside the noise they share. */
const WIDTH = 256;

/** With noise along z₁ counted for what it is, five times that along another direction. */
const fullLaw = (inputDim: number, batchSize: number) => {
  const cosine = rowAlignment({ ...leapTwo, stepSize: () => FAR }, inputDim, batchSize);
  return cosine * cosine;
};
/** A step so long that neurons are what they moved. */
const FAR = 1e5;

/** C7: how a first gradient points along a quadratic target. */
export const leapTwoLaw: Claim<StepJob, StepEvidence> = {
  id: 'C7',
  name: 'giant/leap-2-law',
  title: 'How n ∝ d² samples align the first gradient at leap 2',
  source: 'derived, after arXiv 2305.18270',
  statement:
    'For f* = He₂(z₁)/√2 the first gradient of a neuron aligns with z₁ by an amount that depends on n/d² and on where the neuron starts.',
  prediction:
    'given w, cos² ∠(g, z₁) = S/(S + d/(2n)) with S = w₁²/π as d → ∞, mean over w 0.186, 0.277, 0.494 at n/d² = 0.5, 1, 4; tested with the noise along z₁ counted, O(1/d): 0.210, 0.292, 0.498 at d = 64 (tested since a first run left the limit inconclusive at d = 64, n = d²/2)',
  work: firstStep,
  jobs: (plan) =>
    (plan.quick ? QUICK_SETS : SETS).flatMap(([dim, share, seeds]) => {
      const inputDim = dim * plan.dimFactor;
      const batchSize = share * inputDim * inputDim;
      const settings = { inputDim, width: WIDTH, batchSize, expression: 'He2(z1)/sqrt(2)' };
      return seedsOf(plan, seeds).map((seed) => ({ settings, seed }));
    }),
  judge(results, alpha) {
    const sets = [...new Set(results.map(({ job }) => `${job.settings.inputDim} ${job.settings.batchSize}`))];
    return sets.map((set): Finding => {
      const [inputDim, batchSize] = set.split(' ').map(Number) as [number, number];
      const group = results.filter(
        ({ job: { settings } }) => `${settings.inputDim} ${settings.batchSize}` === set,
      );
      const law = fullLaw(inputDim, batchSize);
      return {
        quantity: `mean cos² ∠(g, z₁) at d = ${inputDim}, n = ${batchSize / inputDim / inputDim} d² (${meanLeapTwoAlignment(inputDim, batchSize).toFixed(3)} as d → ∞)`,
        ...meanOfAll(
          group.map(({ evidence: { gradientAlignment: g } }) => g && g * g),
          alpha / sets.length,
        ),
        expected: law,
        tolerance: [law - TOLERANCE, law + TOLERANCE],
      };
    });
  },
  controls: [{ name: 'random labels', settings: { corruption: 'label-noise', flipProbability: 0.5 } }],
};
