import { type GaussianIntegrals, gaussianIntegrals } from '../numerics/gaussian-quadrature.ts';
import { type Integrand, multiIndices, nestedIntegrals } from '../numerics/nested-quadrature.ts';
import type { Break } from '../numerics/quadrature.ts';
import { cutSteep, type Steep } from '../numerics/steep.ts';
import { Misuse } from '../settings/misuse.ts';
import { divide, exact, rounded } from './bounded.ts';
import { gridOf, type Rough, rootsOf, roughParts, type SteepPart, steepParts } from './breaks.ts';
import { directionsOf } from './directions.ts';
import { evaluator } from './evaluate.ts';
import type { FormulaNode } from './formula.ts';
import { type HermiteSeries, norm } from './hermite-series.ts';
import { namesOf } from './parts.ts';
import { constant, coordinate, polynomialOf, scaled, sorted, times } from './polynomial.ts';

/** A part of a formula seen as a function of u_j = q_j·z. */
interface View {
  readonly variables: readonly number[];
  /** q_j over the variables. */
  readonly directions: readonly Float64Array[];
  readonly node: FormulaNode;
}

/** Directions a part may depend on at once: four take half a minute and come out no better than 1e-3. */
const MOST_DIRECTIONS = 3;

/**
 * The Hermite series of a part of a formula up to a total degree, by quadrature in the directions it depends on.
 *
 * @param what what is integrated, for errors: "E[f²]"
 * @throws Misuse where it has no finite value or depends on more than three directions at once
 */
export function partSeries(node: FormulaNode, degree: number, what: string): HermiteSeries {
  const variables = sorted(namesOf(node));
  const directions = directionsOf(node, variables);
  const rank = directions.length;
  if (rank > MOST_DIRECTIONS) throw tooMixed(variables, MOST_DIRECTIONS);
  const view = { variables, directions, node };
  const integrals = rank === 1 ? alongLine(view, degree) : nestedIntegrals(integrandOf(view), degree);
  refuseTrouble(integrals, view, what);
  return rotated(integrals, view, degree);
}

const tooMixed = (variables: readonly number[], most: number) =>
  new Misuse(
    `it mixes ${variables.map((variable) => `z${variable}`).join(', ')} in a part that is no polynomial: at most ${most} can be ` +
      'mixed, unless it is a sum or a product of functions of fewer, or a function of a few linear forms',
  );

function refuseTrouble({ trouble }: GaussianIntegrals, { variables, directions }: View, what: string): void {
  if (!trouble) return;
  const { kind, at } = trouble;
  const name = directions.length === 1 && variables.length === 1 ? `z${variables[0]}` : undefined;
  const where = name && Number.isFinite(at) ? ` near ${name} = ${Number(at.toPrecision(3))}` : '';
  if (kind === 'undefined') throw new Misuse(`it is not a number everywhere${where}`);
  if (kind === 'unresolved') throw new Misuse('it changes too fast somewhere for its integrals to be told');
  throw new Misuse(`${what} is infinite, or converges too slowly to be told${where}`);
}

/** z from u: column i is Σ_j q_ji u_j. */
function columnsOf(
  { variables, directions }: View,
  u: readonly (Float64Array | number)[],
  count: number,
): Float64Array[] {
  return variables.map((_, i) => {
    const column = new Float64Array(count);
    for (const [j, direction] of directions.entries()) {
      const [coordinates, weight] = [u[j]!, direction[i]!];
      if (weight === 0) continue;
      if (typeof coordinates === 'number') addConstant(column, weight * coordinates);
      else for (let s = 0; s < count; s++) column[s]! += weight * coordinates[s]!;
    }
    return column;
  });
}

function addConstant(column: Float64Array, x: number): void {
  for (let s = 0; s < column.length; s++) column[s]! += x;
}

function sampled(
  node: FormulaNode,
  view: View,
): (u: readonly (Float64Array | number)[], count: number) => Float64Array {
  const evaluate = evaluator(node, view.variables);
  return (u, count) => {
    const out = new Float64Array(count);
    evaluate(columnsOf(view, u, count), count, out);
    return out;
  };
}

/** Where roots are looked for along a line, and where in several directions. */
const ROOT_CUT = { most: 1, samples: 2, limit: 2 ** 14 };
const LINE = gridOf(50, 1 / 32);
const NESTED_LINE = gridOf(20, 1 / 8);

function alongLine(view: View, degree: number): GaussianIntegrals {
  const values = sampled(view.node, view);
  const steeps = steepParts(view.node).map(({ node, flat }) => {
    const argument = sampled(node, view);
    return { flat, values: (u: Float64Array) => argument([u], u.length) };
  });
  const breaks = breaksAlong(view, steeps);
  return gaussianIntegrals((u) => values([u], u.length), breaks, degree, steeps);
}

/** Where it is not smooth: inner parts first, for outer ones may have roots right next to them. */
function breaksAlong(view: View, steeps: readonly Steep[]): Break[] {
  let grid = cutSteep(LINE, steeps, ROOT_CUT) ?? LINE;
  return roughParts(view.node).flatMap(({ node, isSingular }) => {
    const argument = sampled(node, view);
    const found = rootsOf((u) => argument([u], u.length), grid, isSingular);
    grid = Float64Array.from(new Set([...grid, ...found.map(({ at }) => at)])).sort();
    return found;
  });
}

function integrandOf(view: View): Integrand {
  const dimension = view.directions.length;
  const values = sampled(view.node, view);
  const withDepth = <Part extends Rough | SteepPart>(part: Part) => ({
    ...part,
    depth: depthOf(part, view),
    values: sampled(part.node, view),
  });
  const roughs = roughParts(view.node).map(withDepth);
  const steeps = steepParts(view.node).map(withDepth);
  const hasSingular = roughs.some(({ isSingular }) => isSingular);
  const alongVariable = (variable: number, earlier: Float64Array) => {
    const fixed = [...earlier.subarray(0, variable)];
    const later = Array<number>(dimension - 1 - variable).fill(0);
    return ({ values }: { readonly values: ReturnType<typeof sampled> }) =>
      (u: Float64Array) =>
        values([...fixed, u, ...later], u.length);
  };
  return {
    dimension,
    onLine: (others, last) => values([...others, last], last.length),
    breaksIn(variable, earlier) {
      const line = alongVariable(variable, earlier);
      const own = roughs
        .filter(({ depth }) => depth === variable)
        .flatMap((rough) => rootsOf(line(rough), NESTED_LINE, rough.isSingular));
      const isOuter = variable === 0 && hasSingular;
      return isOuter && own.every(({ at }) => at !== 0)
        ? [...own, { at: 0, isSingular: true } as Break]
        : own;
    },
    steepsIn(variable, earlier) {
      const line = alongVariable(variable, earlier);
      return steeps
        .filter(({ depth }) => depth === variable)
        .map((steep) => ({ flat: steep.flat, values: line(steep) }));
    },
  };
}

/** The last of the directions that a part depends on; −1 where none. */
function depthOf({ node }: Pick<Rough, 'node'>, { variables, directions }: View): number {
  const names = new Set(namesOf(node));
  return directions.findLastIndex((direction) =>
    direction.some((x, i) => x !== 0 && names.has(variables[i]!)),
  );
}

/** Integrals in u as a series in z. */
function rotated(
  { values, errorBounds }: GaussianIntegrals,
  { variables, directions }: View,
  degree: number,
): HermiteSeries {
  const forms = directions.map((direction) => formOf(direction, variables));
  const powers = forms.map((form) => powersUpTo(form, degree));
  const monomials = multiIndices(directions.length, degree).flatMap((exponents, i) => {
    const product = exponents.map((k, j) => powers[j]![k]!).reduce((left, right) => times(left, right));
    const monic = divide({ value: values[i]!, errorBound: errorBounds[i]! }, rootOfNorm(exponents));
    return [...scaled(product, monic).values()];
  });
  return polynomialOf(monomials);
}

const formOf = (direction: Float64Array, variables: readonly number[]): HermiteSeries =>
  polynomialOf(
    variables.flatMap((variable, i) => {
      const entry = direction[i]!;
      if (entry === 0) return [];
      return [
        {
          powers: [[coordinate(variable), 1] as const],
          coefficient: entry === 1 ? exact(1) : rounded(entry, 16),
        },
      ];
    }),
  );

function powersUpTo(form: HermiteSeries, degree: number): HermiteSeries[] {
  const powers = [constant(exact(1))];
  for (let k = 1; k <= degree; k++) powers.push(times(powers[k - 1]!, form));
  return powers;
}

function rootOfNorm(exponents: readonly number[]) {
  const square = norm(exponents.map((k, j) => [coordinate(j + 1), k]));
  return rounded(Math.sqrt(square.value), 8);
}
