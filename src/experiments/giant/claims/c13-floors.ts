import { hermiteExpansion } from '../../../formulas/expand.ts';
import { floorsOf } from '../../../theory/floors.ts';
import { ladderOf } from '../../../theory/staircase.ts';
import type { Claim, Work } from '../../claim.ts';
import { asJson, largestOf } from '../../evidence.ts';
import { LINEAR_FLOOR, ONE_DIRECTION_FLOOR, SUM_OF_TWO } from './one-step.ts';

interface Job {
  readonly expression: string;
  readonly seed: number;
}

interface Evidence {
  readonly variance: number;
  readonly linear: number;
  readonly oneDirection: number;
}

const DEGREE = 8;
const TOLERANCE = 1e-4;

/** The target with He₄/20 in the place of He₄/24. */
const WRONG = '(z1 + z2 + (He2(z1) + He2(z2))/2 + (He4(z1) + He4(z2))/20)/2';

const floors: Work<Job, Evidence> = {
  name: 'floors-of-one-step',
  run({ expression, seed }, lab) {
    const small = { inputDim: 2, width: 2, batchSize: 1, steps: 0, readoutBatch: 'none' };
    const { target } = lab.start({ ...small, expression }, seed, 'giant/steps').run;
    const expansion = hermiteExpansion(target.formula!, DEGREE);
    const all = floorsOf(expansion, ladderOf(expansion), []);
    const at = (rungs: number, degree: number) =>
      all.find((floor) => floor.rungs === rungs && floor.degree === degree)!.value;
    return asJson({ variance: at(0, 0), linear: at(0, 1), oneDirection: at(1, 0) });
  },
};

/** C13: what is left of a target where linear functions, or functions of one direction, are all that is learned. */
export const floorsOfOneStep: Claim<Job, Evidence> = {
  id: 'C13',
  name: 'giant/floors-of-one-step',
  title: 'The floors of the target of the single-step notebook',
  source: 'derived from arXiv 2305.18270',
  statement:
    'A linear function leaves the Hermite terms of degree 2 and more; functions of the direction of the linear part leave the variance given it.',
  prediction: `variance 37/48, linear floor 13/48, floor after one direction 55/384: .7708, ${LINEAR_FLOOR}, ${ONE_DIRECTION_FLOOR}`,
  work: floors,
  jobs: ({ seed }) => [{ expression: SUM_OF_TWO, seed }],
  judge(results) {
    const of = (quantity: string, key: keyof Evidence, expected: number) => ({
      quantity,
      ...largestOf(results.map(({ evidence }) => evidence[key])),
      expected,
      tolerance: [expected - TOLERANCE, expected + TOLERANCE] as const,
    });
    return [
      of('variance of the target', 'variance', 0.7708),
      of('error of the best linear function', 'linear', LINEAR_FLOOR),
      of('error of the best function of the learned direction', 'oneDirection', ONE_DIRECTION_FLOOR),
    ];
  },
  controls: [{ name: 'a wrong Hermite coefficient', settings: { expression: WRONG } }],
};
