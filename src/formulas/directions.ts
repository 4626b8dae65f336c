import type { FormulaNode } from './formula.ts';
import { normalForm } from './normal-form.ts';
import { isCoordinate, type Monomial, type Polynomial } from './polynomial.ts';

/** Shorter than this after projection, a vector counts as spanned. */
const SPANNED = 1e-9;

/**
 * Orthonormal vectors over some coordinates such that a part of a formula depends on their products with z alone: the
 * coordinates themselves where it depends on as many directions.
 *
 * @param variables coordinates it depends on
 */
export function directionsOf(node: FormulaNode, variables: readonly number[]): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectorsOf(node, variables)) {
    const rest = orthogonalPart(orthogonalPart(vector, basis), basis);
    const length = norm(rest);
    if (length > SPANNED * norm(vector)) basis.push(rest.map((x) => x / length));
  }
  const isFewer = basis.length > 0 && basis.length < variables.length;
  return isFewer ? basis : variables.map((variable) => unit(variable, variables));
}

const norm = (vector: Float64Array) => Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));

function orthogonalPart(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = vector.slice();
  for (const direction of basis) {
    const dot = direction.reduce((sum, x, i) => sum + x * rest[i]!, 0);
    for (const [i, x] of direction.entries()) rest[i]! -= dot * x;
  }
  return rest;
}

const unit = (variable: number, variables: readonly number[]) =>
  Float64Array.from(variables, (other) => Number(other === variable));

/** Vectors that span the directions. */
function vectorsOf(node: FormulaNode, variables: readonly number[]): Float64Array[] {
  if (node.type === 'number') return [];
  const form = normalForm(node, 'gaussian');
  const generators = [...form.values()].flatMap(({ powers }) => powers.map(([generator]) => generator));
  if (generators.every(isCoordinate)) return gradientVectors(form, variables);
  return generators.flatMap((generator) => {
    if (isCoordinate(generator)) return [unit(generator.variables[0]!, variables)];
    const { node: part } = generator;
    if (part.type === 'call') return vectorsOf(part.argument, variables);
    if ('left' in part) return [...vectorsOf(part.left, variables), ...vectorsOf(part.right, variables)];
    return [];
  });
}

/** Coefficients of each power in the gradient of a polynomial: they span the directions it depends on. */
function gradientVectors(form: Polynomial, variables: readonly number[]): Float64Array[] {
  const vectors = new Map<string, Float64Array>();
  for (const { powers, coefficient } of form.values()) {
    for (const [generator, power] of powers) {
      const key = lowered(powers, generator.key);
      const vector = vectors.get(key) ?? new Float64Array(variables.length);
      vector[variables.indexOf(generator.variables[0]!)]! += power * coefficient.value;
      vectors.set(key, vector);
    }
  }
  return [...vectors.values()].sort((a, b) => norm(b) - norm(a));
}

/** A text of powers with one of them lowered by 1. */
const lowered = (powers: Monomial['powers'], key: string) =>
  powers
    .map(([generator, power]) => [generator.key, power - Number(generator.key === key)] as const)
    .filter(([, power]) => power > 0)
    .join(' ');
