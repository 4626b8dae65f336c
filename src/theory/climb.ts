import type { Expansion, Term } from '../formulas/expansion.ts';
import { singularRows } from '../numerics/singular-rows.ts';
import { complementOf, spanBasis } from './orthonormal.ts';
import { degreeOf, rotateTerms } from './rotate-terms.ts';

type Vector = readonly number[];

/** Directions that become learnable at the same time. */
export interface Stage {
  /** Smallest degree in the directions not yet learned among the terms that are left. */
  readonly leap: number;
  /** Orthonormal, over the expansion's variables. */
  readonly directions: readonly Vector[];
  /** The smallest singular value (on the cube: norm of a coordinate's part) that was counted as not 0. */
  readonly strength: number;
  /** What could not have been told from 0 here. */
  readonly within: number;
  /** By how much the directions learned up to here may be off, in radians. */
  readonly angle: number;
}

/**
 * The staircase with leaps: with U learned, the terms of smallest degree k in the directions orthogonal to U show those
 * of their directions next. With k = 1 alone it is the recursion U + span{E[∇⊥ f(x + x⊥)] : x ∈ U}; the first stage is
 * the leap index with its V*. Greedy is best: to have learned more never makes a leap larger.
 *
 * Under Gaussian inputs directions are the left singular vectors of E[∇⊥^k f | U]; on the cube they are coordinates.
 */
export function climb(expansion: Expansion): readonly Stage[] {
  const stages: Stage[] = [];
  for (;;) {
    const stage = nextStage(expansion, stages);
    if (!stage) return stages;
    stages.push(stage);
  }
}

function nextStage(expansion: Expansion, before: readonly Stage[]): Stage | undefined {
  const learned = before.flatMap(({ directions }) => directions);
  const rest = complementOf(learned, expansion.variables.length);
  if (rest.length === 0) return undefined;
  const terms = learned.length === 0 ? expansion.terms : inBasis(expansion, [...learned, ...rest]);
  const angle = before.at(-1)?.angle ?? 0;
  const uncertainty = uncertaintyOf(expansion, angle);
  for (let leap = 1; leap <= highestDegree(expansion); leap++) {
    const rows = conditionalGradient(terms, learned.length, leap);
    const within = Math.sqrt(leap) * uncertainty;
    const found = spanOf(rows, expansion.basis).filter(({ value }) => value > within);
    if (found.length === 0) continue;
    const strength = Math.min(...found.map(({ value }) => value));
    const turned = expansion.basis === 'hermite' ? within / (strength - within) : 0;
    const vectors = found.map(({ vector }) => combined(vector, rest));
    return { leap, directions: spanBasis(vectors, turned), strength, within, angle: angle + turned };
  }
  return undefined;
}

/** Terms in coordinates along an orthonormal basis; on the cube a permutation of the coordinates. */
export function inBasis({ terms, basis }: Expansion, vectors: readonly Vector[]): readonly Term[] {
  if (basis === 'hermite') return rotateTerms(terms, vectors);
  const order = vectors.map((vector) => vector.findIndex((x) => x !== 0));
  return terms.map((term) => ({ ...term, exponents: order.map((v) => term.exponents[v]!) }));
}

/**
 * The terms of a degree in the coordinates from `learned` on, differentiated by each of these: a row a coordinate, a
 * column a remaining monomial. The sum of squares is degree · ‖those terms‖².
 */
function conditionalGradient(terms: readonly Term[], learned: number, degree: number): number[][] {
  const chosen = terms.filter(({ exponents }) => degreeOf(exponents.slice(learned)) === degree);
  const columns = new Map<string, number>();
  const entries: { row: number; column: number; value: number }[] = [];
  for (const { exponents, coefficient } of chosen) {
    for (let v = learned; v < exponents.length; v++) {
      const e = exponents[v]!;
      if (e === 0) continue;
      const key = exponents.map((x, i) => (i === v ? x - 1 : x)).join(',');
      if (!columns.has(key)) columns.set(key, columns.size);
      entries.push({ row: v - learned, column: columns.get(key)!, value: Math.sqrt(e) * coefficient });
    }
  }
  const width = (terms[0]?.exponents.length ?? learned) - learned;
  const rows = Array.from({ length: width }, () => new Array<number>(columns.size).fill(0));
  for (const { row, column, value } of entries) rows[row]![column] = value;
  return rows;
}

function spanOf(rows: readonly (readonly number[])[], basis: Expansion['basis']) {
  if (basis === 'hermite') return singularRows(rows);
  return rows.map((row, i) => ({
    value: Math.sqrt(row.reduce((sum, x) => sum + x * x, 0)),
    vector: rows.map((_, j) => Number(i === j)),
  }));
}

function combined(weights: Vector, vectors: readonly Vector[]): number[] {
  return vectors[0]!.map((_, v) => vectors.reduce((sum, vector, i) => sum + weights[i]! * vector[v]!, 0));
}

const ROUNDING = 2 ** -53;

/**
 * How far the coefficients may be off together (‖·‖₂) in a basis that is off by an angle: their own bounds; rounding in
 * `rotateTerms`, a sum of products of at most m factors whose absolute values have norm ≤ dim^{degree/2} ‖f‖; and a
 * rotation by the angle, which moves the part of degree k by at most k · angle · ‖that part‖.
 */
export function uncertaintyOf(expansion: Expansion, angle: number): number {
  const { terms, variables } = expansion;
  const degree = highestDegree(expansion);
  let [bounds, squares, weighted] = [missingBound(expansion), 0, 0];
  for (const { exponents, coefficient, errorBound } of terms) {
    const weight = degreeOf(exponents) * coefficient;
    bounds += errorBound * errorBound;
    squares += coefficient * coefficient;
    weighted += weight * weight;
  }
  const dim = variables.length;
  let growth = 1;
  for (let k = 0; k < degree; k++) growth *= Math.sqrt(dim);
  const factors = 2 * (degree + 1) * (dim + 2);
  return Math.sqrt(bounds) + ROUNDING * factors * growth * Math.sqrt(squares) + angle * Math.sqrt(weighted);
}

/** Σ of squares of bounds of the coefficients that are not listed. */
function missingBound({ zeroBound, basis, degree, variables, terms }: Expansion): number {
  if (zeroBound === 0) return 0;
  let all = 1;
  for (let k = 1; k <= variables.length; k++) {
    if (basis === 'hermite') all *= (degree + k) / k;
    else all *= 2;
  }
  return (all - terms.length) * zeroBound * zeroBound;
}

/** The degree beyond which nothing is known, or nothing is. */
export function highestDegree({ isComplete, degree, terms }: Expansion): number {
  return isComplete ? Math.max(0, ...terms.map(({ exponents }) => degreeOf(exponents))) : degree;
}
