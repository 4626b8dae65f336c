import type { Claim, Result } from '../../claim.ts';
import { meanOfAll, seedsOf } from '../../evidence.ts';
import { type Followed, type FollowedJob, followedSteps } from './followed-steps.ts';
import { giantControls } from './staircase-runs.ts';
import { E3, isReLU, STEPS, thirdStairFigure } from './third-stair-figure.ts';

type Results = readonly Result<FollowedJob, Followed>[];

/** σ = He₁ + He₂/2 + He₃/6: c₁ = c₂ = c₃ = 1. */
const ACTIVATIONS = [{ activation: 'relu' }, { activation: 'hermite', hermite: [0, 1, 1, 1] }] as const;

const DIRECTIONS = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** What finds e3, and what does not: of its overlap over that of a coordinate without meaning. */
const FOUND = 2;
const NOISE = 1.5;

/** C16: the third stair is seen by c₃ alone, which ReLU lacks. */
export const thirdStair: Claim<FollowedJob, Followed> = {
  id: 'C16',
  name: 'giant/third-stair',
  title: 'The third stair needs an activation with c₃ ≠ 0',
  source: 'derived; setting of arXiv 2305.18270',
  statement:
    'On z1 + z1 z2 + z1 z2 z3 giant steps find e1, then e2, then e3, if the activation has a third Hermite coefficient; ReLU, which has none, stays blind to e3.',
  prediction:
    'after 10 steps neurons overlap with e3 more than twice as much as with coordinates that do not matter for He₁ + He₂/2 + He₃/6, and less than 1.5 times for ReLU: along e3 the gradient is c₃ w₁w₂ (n = 8d, η = p/2, rows normalized, loss −y f)',
  work: followedSteps,
  jobs(plan) {
    const inputDim = (plan.quick ? 64 : 256) * plan.dimFactor;
    const given = {
      inputDim,
      // With this loss neurons do not see each other, so a few do as well.
      width: plan.quick ? 16 : 64,
      batchSize: 8 * inputDim,
      stepSize: 0.5,
      steps: STEPS,
      loss: 'correlation',
      normalizeRows: true,
      expression: 'z1 + z1*z2 + z1*z2*z3',
    };
    // What ReLU has of e3 is noise that all neurons share, so it differs from seed to seed by half its size. It is
    // √(E[f*² z3²]/E f*²) = √(5/3) of that along e4: 1.29 is to be told from 1.5.
    const [blind, sighted] = plan.quick ? [120, 16] : [120, 24];
    return ACTIVATIONS.flatMap((activation) =>
      seedsOf(plan, activation.activation === 'relu' ? blind : sighted).map((seed) => ({
        given: { ...given, ...activation },
        directions: DIRECTIONS,
        seed,
      })),
    );
  },
  judge(results: Results, alpha) {
    const ratio = (isOf: (result: Results[number]) => boolean, name: string) => ({
      quantity: `overlap with e3 over that with e4, e5, … after step ${STEPS}, ${name}`,
      ...meanOfAll(
        results.filter(isOf).map(({ evidence }) => overNoise(evidence)),
        alpha / 2,
      ),
    });
    return [
      {
        ...ratio((result) => !isReLU(result), 'He₁ + He₂/2 + He₃/6'),
        expected: `above ${FOUND}`,
        tolerance: [FOUND, Infinity],
      },
      { ...ratio(isReLU, 'ReLU'), expected: `below ${NOISE}`, tolerance: [-Infinity, NOISE] },
    ];
  },
  controls: [
    ...giantControls,
    { name: 'a wrong Hermite coefficient', settings: { activation: 'hermite', hermite: [0, 1, 1, 0] } },
  ],
  figure: thirdStairFigure,
};

function overNoise({ weights, noise }: Followed): number | null {
  const [third, chance] = [weights[STEPS]?.[E3], noise[STEPS]];
  return third && chance ? third / chance : null;
}
