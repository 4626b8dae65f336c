import { cosines } from '../../../metrics/giant/view.ts';
import { mean } from '../../../numerics/statistics.ts';
import { firstStepOverlap } from '../../../theory/first-giant-steps.ts';
import { secondStepRatio } from '../../../theory/giant-step-laws.ts';
import { trainStep } from '../../../training/step.ts';
import type { Claim, Result, Work } from '../../claim.ts';
import { asJson, type Measured, meanOfAll, seedsOf } from '../../evidence.ts';
import { viewFrom } from './followed-steps.ts';
import { giantControls } from './staircase-runs.ts';

interface Job {
  readonly given: {
    readonly inputDim: number;
    readonly batchSize: number;
    /** η/p. */
    readonly stepSize: number;
  };
  readonly seed: number;
}

interface Evidence {
  /** Mean over neurons of sign(a) cos ∠(w, u) after the first step. */
  readonly overlap: Measured;
  /** Along v over along u in the second gradient, both summed over neurons, that along u with the sign of a. */
  readonly ratio: Measured;
}

/** u/√2 + uv with u, v = (z1 ± z2)/√2. */
const EXPRESSION = '(z1 + z2 + z1^2 - z2^2)/2';
const HALF = Math.SQRT1_2;
const DIRECTIONS = [
  [HALF, HALF],
  [HALF, -HALF],
];

const secondGradient: Work<Job, Evidence> = {
  name: 'giant-second-gradient',
  run({ given, seed }, lab) {
    const settings = {
      width: 64,
      steps: 2,
      loss: 'correlation',
      normalizeRows: true,
      expression: EXPRESSION,
    };
    const { run } = lab.start({ ...given, ...settings }, seed, 'giant/steps');
    trainStep(run);
    const first = viewFrom(run, DIRECTIONS);
    const weights = cosines(first.layers.firstLayer, first);
    trainStep(run);
    const second = viewFrom(run, DIRECTIONS);
    const slopes = cosines(second.gradient!, second);
    const signs = Array.from(first.layers.secondLayer, Math.sign);
    return asJson({
      overlap: mean(signs.map((sign, j) => sign * weights[2 * j]!)),
      ratio:
        mean(signs.map((_, j) => slopes[2 * j + 1]!)) / mean(signs.map((sign, j) => sign * slopes[2 * j]!)),
    });
  },
};

const SAMPLES_PER_INPUT = 8;
const STEP_SIZES = [2, 1, 4] as const;
const TOLERANCE = 0.06;

const lawAt = (stepSize: number) =>
  firstStepOverlap({ stepSize, samplesPerInput: SAMPLES_PER_INPUT, slopeSquare: 1 / 2, secondMoment: 3 / 2 });

/** C11: how much of the second stair the second step sees is the angle to the first. */
export const secondStepSees: Claim<Job, Evidence> = {
  id: 'C11',
  name: 'giant/second-step',
  title: 'The second step sees as much of v as the first found of u',
  source: 'derived; setting of arXiv 2305.18270',
  statement:
    'After one giant step on u/√2 + uv, at an angle θ from u, a neuron’s next gradient has a part along v in proportion to cos θ.',
  prediction:
    'along v over along u is 2√2 φ(0) cos θ = 1.128 cos θ, with cos θ = c‖C₁‖/2 / √(1 + c²(‖C₁‖²/4 + (d/2n)E f*²)): .583 and .516 at c = η/p = 2, n = 8d',
  work: secondGradient,
  jobs(plan) {
    const inputDim = (plan.quick ? 256 : 512) * plan.dimFactor;
    const stepSizes = plan.quick ? STEP_SIZES.slice(0, 1) : STEP_SIZES;
    return seedsOf(plan, plan.quick ? 20 : 24).flatMap((seed) =>
      stepSizes.map((stepSize) => ({
        given: { inputDim, batchSize: SAMPLES_PER_INPUT * inputDim, stepSize },
        seed,
      })),
    );
  },
  judge(results, alpha) {
    const stepSizes = STEP_SIZES.filter((size) => results.some(({ job }) => job.given.stepSize === size));
    const part = alpha / (2 * stepSizes.length);
    const of = (stepSize: number, measure: (evidence: Evidence) => number | null) =>
      meanOfAll(
        results
          .filter(({ job }) => job.given.stepSize === stepSize)
          .map(({ evidence }: Result<Job, Evidence>) => measure(evidence)),
        part,
      );
    return [
      ...stepSizes.map((stepSize) => ({
        quantity: `along v over along u in the second gradient, less 1.128 cos θ, at η = ${stepSize}p`,
        ...of(stepSize, beyondLaw),
        expected: 0,
        tolerance: [-TOLERANCE, TOLERANCE] as const,
      })),
      ...stepSizes.map((stepSize) => ({
        quantity: `cos θ after the first step at η = ${stepSize}p`,
        ...of(stepSize, ({ overlap }) => overlap),
        expected: lawAt(stepSize),
        tolerance: [lawAt(stepSize) - TOLERANCE, lawAt(stepSize) + TOLERANCE] as const,
      })),
    ];
  },
  controls: giantControls,
};

const beyondLaw = ({ ratio, overlap }: Evidence) =>
  ratio === null || overlap === null ? null : ratio - secondStepRatio(overlap);
