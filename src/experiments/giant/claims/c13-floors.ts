import { hermiteExpansion } from '../../../formulas/expand.ts';
import type { Expansion, Term } from '../../../formulas/expansion.ts';
import { parseFormula } from '../../../formulas/parse.ts';
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

const degreeOf = ({ exponents }: Term) => exponents.reduce((sum, exponent) => sum + exponent, 0);

const squares = (terms: readonly Term[]) =>
  terms.reduce((sum, { coefficient }) => sum + coefficient * coefficient, 0);

/**
 * The coefficient of f at h_k(u·z), h_k orthonormal: Σ_{|α| = k} c_α √(k!/α!) u^α, as h_k(u·z) = Σ √(k!/α!) u^α h_α(z).
 */
function along(terms: readonly Term[], u: readonly number[], degree: number): number {
  let sum = 0;
  for (const term of terms) {
    if (degreeOf(term) !== degree) continue;
    let factor = 1;
    let left = degree;
    for (const [v, exponent] of term.exponents.entries()) {
      for (let e = 1; e <= exponent; e++, left--) factor *= Math.sqrt(left / e) * u[v]!;
    }
    sum += term.coefficient * factor;
  }
  return sum;
}

/** E Var(f | u·z) with u the direction of the linear part. */
function oneDirectionFloor({ terms, variables }: Expansion, variance: number): number {
  const slope = variables.map((_, v) =>
    terms
      .filter((term) => degreeOf(term) === 1 && term.exponents[v] === 1)
      .reduce((s, t) => s + t.coefficient, 0),
  );
  const norm = Math.sqrt(slope.reduce((sum, part) => sum + part * part, 0));
  const u = slope.map((part) => part / norm);
  let explained = 0;
  for (let degree = 1; degree <= DEGREE; degree++) {
    const coefficient = along(terms, u, degree);
    explained += coefficient * coefficient;
  }
  return variance - explained;
}

const floors: Work<Job, Evidence> = {
  name: 'floors-of-one-step',
  run({ expression }) {
    const expansion = hermiteExpansion(parseFormula(expression), DEGREE);
    const above = (degree: number) => squares(expansion.terms.filter((term) => degreeOf(term) > degree));
    const variance = above(0);
    return asJson({ variance, linear: above(1), oneDirection: oneDirectionFloor(expansion, variance) });
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
  controls: [],
};
