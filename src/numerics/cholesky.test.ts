import { describe, expect, it } from 'vitest';
import { cholesky, solveCholesky } from './cholesky.ts';

describe('Cholesky', () => {
  const lower = [2, 0, 0, -1, 3, 0, 0.5, 4, 1];
  const product = (i: number, j: number) =>
    [0, 1, 2].reduce((sum, k) => sum + lower[3 * i + k]! * lower[3 * j + k]!, 0);
  const matrix = Float64Array.from({ length: 9 }, (_, at) => product(Math.floor(at / 3), at % 3));

  it('finds the triangle that a matrix is the square of', () => {
    const found = cholesky(matrix, 3);
    for (const [at, value] of lower.entries()) expect(found[at]).toBeCloseTo(value, 12);
  });

  it('solves with it', () => {
    const x = [3, -2, 0.25];
    const b = Float64Array.from([0, 1, 2], (i) =>
      x.reduce((sum, value, j) => sum + matrix[3 * i + j]! * value, 0),
    );
    solveCholesky(cholesky(matrix, 3), b);
    for (const [i, value] of x.entries()) expect(b[i]).toBeCloseTo(value, 10);
  });
});
