const dot = (a: Float64Array, b: Float64Array) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** target += factor · source */
function add(factor: number, source: Float64Array, target: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}

/**
 * Solves A x = b for a symmetric positive semidefinite A by conjugate gradients, starting from 0.
 *
 * @param multiply writes A v into `out`
 * @param tolerance ‖A x − b‖/‖b‖ at which it is done
 * @returns x, or undefined when there is none, or n steps and a hundred more were not enough
 */
export function conjugateGradients(
  multiply: (v: Float64Array, out: Float64Array) => void,
  b: Float64Array,
  tolerance: number,
): Float64Array | undefined {
  const solution = new Float64Array(b.length);
  const residual = b.slice();
  const direction = b.slice();
  const image = new Float64Array(b.length);
  const goal = tolerance * tolerance * dot(b, b);
  let square = dot(residual, residual);
  for (let step = 0; square > goal; step++) {
    multiply(direction, image);
    const length = square / dot(direction, image);
    if (step > b.length + 100 || !Number.isFinite(length)) return undefined;
    add(length, direction, solution);
    add(-length, image, residual);
    const next = dot(residual, residual);
    for (let i = 0; i < b.length; i++) direction[i] = residual[i]! + (next / square) * direction[i]!;
    square = next;
  }
  return solution;
}
