import { specialization } from '../../../metrics/giant/spectrum.ts';
import { cosines } from '../../../metrics/giant/view.ts';
import { exp, log } from '../../../numerics/elementary.ts';
import type { Estimate } from '../../../numerics/inference.ts';
import { mean } from '../../../numerics/statistics.ts';
import { secondSingularValue } from '../../../theory/specialization.ts';
import { trainStep } from '../../../training/step.ts';
import type { Claim, Work } from '../../claim.ts';
import { asJson, meanOfAll, seedsOf } from '../../evidence.ts';
import { viewFrom } from './followed-steps.ts';
import {
  of,
  POWERS,
  type SpecializationEvidence,
  type SpecializationJob,
  specializationFigure,
} from './specialization-figure.ts';
import { giantControls } from './staircase-runs.ts';

/** (h(z1) + h(z2))/2 with h = He₁ + He₂/2 + He₄/24. */
const EXPRESSION = '((z1 + He2(z1)/2 + He4(z1)/24) + (z2 + He2(z2)/2 + He4(z2)/24))/2';
const DIRECTIONS = [
  [1, 0],
  [0, 1],
];
const WIDTH = 64;
const MIDDLE = 1.65;

/** The authors' single step, η = 10 √(np): so large that the start does not count. */
const STEP = { stepSize: 10, widthPower: 0.5, batchPower: 0.5, steps: 1 };

/** E h², E[h² z²] and the same without the linear part, from z He_k = He_{k+1} + k He_{k−1}. */
const EVEN = { square: 1 / 2 + 1 / 24, weighted: 1 + (4 / 9) * 6 + 120 / 576 };
const WHOLE = { square: 1 + EVEN.square, weighted: 3 + EVEN.weighted };

const oneStep: Work<SpecializationJob, SpecializationEvidence> = {
  name: 'giant-specialization',
  run({ given, seed }, lab) {
    const { run } = lab.start(
      { ...STEP, width: WIDTH, expression: EXPRESSION, ...given },
      seed,
      'giant/steps',
    );
    const before = viewFrom(run, DIRECTIONS);
    trainStep(run);
    const [, second] = specialization.measure(viewFrom(run, DIRECTIONS)) as number[];
    const start = cosines(before.layers.firstLayer, before);
    const signs = Array.from(before.layers.secondLayer, Math.sign);
    return asJson({ second: second!, predicted: secondSingularValue(start, signs, lawOf(given)) });
  },
};

function lawOf({ inputDim, batchSize, preprocessing }: SpecializationJob['given']) {
  const isLinearRemoved = preprocessing === 'linear';
  const left = isLinearRemoved ? EVEN : WHOLE;
  return {
    inputDim,
    batchSize,
    stepSize: STEP.stepSize * Math.sqrt(batchSize / WIDTH),
    isLinearRemoved,
    slope: 1 / 2,
    curvature: 1 / 2,
    labelMoment: WHOLE.square / 2,
    secondMoment: left.square / 2,
    weightedMoment: (left.weighted + left.square) / 4,
  };
}

const TOLERANCE = 0.06;
/** Numbers so far apart are two, each with its tolerance. */
const APART = 2 * TOLERANCE;
const ARMS = [
  { preprocessing: 'linear', name: 'linear part taken off' },
  { preprocessing: 'none', name: 'raw labels' },
] as const;

/** C8: neurons tell two directions apart once n ~ d², if the loud linear part is taken off the labels. */
export const specializationNeedsSquare: Claim<SpecializationJob, SpecializationEvidence> = {
  id: 'C8',
  name: 'giant/specialization',
  title: 'Neurons specialize in one step with d² samples and no linear part',
  source: 'arXiv 2305.18270; closed form derived',
  statement:
    'One giant step on (h(z1) + h(z2))/2 turns all neurons to e1 + e2; with the linear part taken off the labels and n ~ d² samples neurons differ, with fewer samples or raw labels they do not.',
  prediction:
    'the second singular value of the overlaps over √p is that of c₂C₂w against the noise of the batch, within 0.06 at n = d^1.65 and d², at most that at n = d^1.3; at n = d² it is 0.12 above that of raw labels and that of n = d^1.3 (η = 10√(np)). At n = d^1.3 the law is an upper bound, which was argued after first runs',
  work: oneStep,
  jobs(plan) {
    const inputDim = (plan.quick ? 96 : 128) * plan.dimFactor;
    const powers = plan.quick ? POWERS.filter((power) => power !== MIDDLE) : POWERS;
    return [...powers].reverse().flatMap((power) =>
      seedsOf(plan, plan.quick ? 10 : 24).flatMap((seed) =>
        ARMS.map(({ preprocessing }) => ({
          given: { inputDim, batchSize: Math.round(exp(power * log(inputDim))), preprocessing },
          power,
          seed,
        })),
      ),
    );
  },
  judge(results, alpha) {
    const powers = POWERS.filter((power) => results.some(({ job }) => job.power === power));
    const part = alpha / (ARMS.length * powers.length + 2);
    const [least, most] = [powers[0]!, powers.at(-1)!];
    const numbers = ARMS.flatMap(({ preprocessing, name }) =>
      [...powers].reverse().map((power) => {
        const arm = of(results, preprocessing, power);
        const expected = mean(arm.map(({ predicted }) => predicted ?? Number.NaN));
        return {
          quantity: `second singular value over √p at n = d^${power}, ${name}`,
          ...shifted(
            meanOfAll(
              arm.map(({ second, predicted }) => difference(second, predicted)),
              part,
            ),
            expected,
          ),
          expected: power === least ? `at most ${expected.toFixed(3)}` : expected,
          tolerance: [power === least ? -Infinity : expected - TOLERANCE, expected + TOLERANCE] as const,
        };
      }),
    );
    const full = of(results, 'linear', most);
    const above = (quantity: string, others: readonly SpecializationEvidence[]) => ({
      quantity,
      ...meanOfAll(
        full.map(({ second }, k) => difference(second, others[k]?.second)),
        part,
      ),
      expected: `above ${APART}`,
      tolerance: [APART, Infinity] as const,
    });
    return [
      above(`the same at n = d², ${ARMS[0].name}, less that of raw labels`, of(results, 'none', most)),
      above(`the same less that at n = d^${least}`, of(results, 'linear', least)),
      ...numbers,
    ];
  },
  controls: [...giantControls, { name: 'nothing taken off', settings: { preprocessing: 'none' } }],
  figure: specializationFigure,
};

const difference = (a: number | null, b: number | null | undefined) =>
  a === null || b == null ? null : a - b;

/** Mean over seeds given where their neurons started, which the prediction knows: their differences, from its mean on. */
const shifted = ({ estimate, interval: [low, high] }: Estimate, by: number): Estimate => ({
  estimate: estimate === null ? null : estimate + by,
  interval: [low + by, high + by],
});
