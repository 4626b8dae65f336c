import { dot } from './dot.ts';

/** target += factor · source */
function add(factor: number, source: Float64Array, target: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}

/** out = M v, or M⁻¹ v, for some symmetric matrix M. */
type Product = (v: Float64Array, out: Float64Array) => void;

/**
 * Solves A x = b for a symmetric positive semidefinite A by conjugate gradients, starting from 0.
 *
 * @param multiply writes A v into `out`
 * @param tolerance ‖A x − b‖/‖b‖ at which it is done
 * @param precondition writes M⁻¹ v into `out`, M definite and like A; the identity where it is left out
 * @returns x, or undefined when there is none, or n steps and a hundred more were not enough
 */
export function conjugateGradients(
  multiply: Product,
  b: Float64Array,
  tolerance: number,
  precondition: Product = (v, out) => out.set(v),
): Float64Array | undefined {
  const solution = new Float64Array(b.length);
  const residual = b.slice();
  const guess = new Float64Array(b.length);
  const direction = new Float64Array(b.length);
  const image = new Float64Array(b.length);
  const goal = tolerance * tolerance * dot(b, b);
  let before = Infinity;
  for (let step = 0; dot(residual, residual) > goal; step++) {
    precondition(residual, guess);
    const square = dot(residual, guess);
    for (let i = 0; i < b.length; i++) direction[i] = guess[i]! + (square / before) * direction[i]!;
    before = square;
    multiply(direction, image);
    const length = square / dot(direction, image);
    if (step > b.length + 100 || !Number.isFinite(length)) return undefined;
    add(length, direction, solution);
    add(-length, image, residual);
  }
  return solution;
}
