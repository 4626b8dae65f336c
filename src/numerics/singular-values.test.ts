import { describe, expect, it } from 'vitest';
import { drawGaussians } from './gaussian.ts';
import { leadingSingular } from './singular-values.ts';
import { seedsFrom, streamKey } from './streams.ts';

const key = streamKey(seedsFrom(4), 'inputs');

function gaussians(count: number, index: number): Float64Array {
  const out = new Float64Array(count);
  drawGaussians(key, index, out);
  return out;
}

/** Largest singular value and its right vector by many plain power iterations on MᵀM. */
function powerIteration(matrix: Float64Array, columns: number, steps: number) {
  const rows = matrix.length / columns;
  let x = gaussians(columns, 99);
  let value = 0;
  for (let step = 0; step < steps; step++) {
    const image = Float64Array.from({ length: rows }, (_, i) =>
      x.reduce((sum, entry, k) => sum + matrix[i * columns + k]! * entry, 0),
    );
    const back = x.map((_, k) => image.reduce((sum, entry, i) => sum + entry * matrix[i * columns + k]!, 0));
    const norm = Math.hypot(...back);
    value = Math.sqrt(norm);
    x = back.map((entry) => entry / norm);
  }
  return { value, right: x };
}

/** A matrix less its part along a right vector. */
function deflated(matrix: Float64Array, columns: number, right: Float64Array): Float64Array {
  return matrix.map((entry, at) => {
    const row = Math.floor(at / columns) * columns;
    const along = right.reduce((sum, x, k) => sum + x * matrix[row + k]!, 0);
    return entry - along * right[at % columns]!;
  });
}

describe('largest singular values', () => {
  it('are those of power iteration, on a spike over noise of more rows and columns than it makes steps', () => {
    const [rows, columns] = [100, 130];
    const [noise, left, right] = [gaussians(rows * columns, 0), gaussians(rows, 1), gaussians(columns, 2)];
    const matrix = noise.map((x, at) => x + 0.5 * left[Math.floor(at / columns)]! * right[at % columns]!);
    const found = leadingSingular(matrix, columns, 2);
    const first = powerIteration(matrix, columns, 60);
    expect(found.values[0]! / first.value).toBeCloseTo(1, 12);
    expect(Math.abs(found.right.reduce((sum, x, k) => sum + x * first.right[k]!, 0))).toBeCloseTo(1, 12);
    const second = powerIteration(deflated(matrix, columns, first.right), columns, 1500);
    expect(found.values[1]! / second.value).toBeCloseTo(1, 5);
  });

  it('of a diagonal matrix are the sizes of its entries', () => {
    const diagonal = [3, -8, 0.5, 2];
    const matrix = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? diagonal[at / 5]! : 0));
    matrix.set([3, -8, 0.5, 2], 0); // the start must not be a singular vector
    const { values, right } = leadingSingular(matrix, 4, 4);
    const first = powerIteration(matrix, 4, 400);
    expect(values[0]).toBeCloseTo(first.value, 10);
    expect(Math.abs(right.reduce((sum, x, k) => sum + x * first.right[k]!, 0))).toBeCloseTo(1, 10);
    const square = matrix.reduce((sum, x) => sum + x * x, 0);
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(square, 10);
  });

  it('of rank one are one number, and no second that is more than rounding', () => {
    const [left, right] = [gaussians(20, 5), gaussians(30, 6)];
    const matrix = Float64Array.from(
      { length: 600 },
      (_, at) => left[Math.floor(at / 30)]! * right[at % 30]!,
    );
    const { values } = leadingSingular(matrix, 30, 2);
    expect(values[0]).toBeCloseTo(Math.hypot(...left) * Math.hypot(...right), 10);
    expect(values[1] ?? 0).toBeLessThan(1e-7 * values[0]!);
  });

  it('of zeros are none', () => {
    expect(leadingSingular(new Float64Array(12), 4, 2).values).toEqual([]);
  });
});
