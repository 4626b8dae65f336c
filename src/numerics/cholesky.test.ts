import { describe, expect, it } from 'vitest';
import { cholesky, failedPivot, solveCholesky } from './cholesky.ts';

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

  it('solves systems of any size, among them those that are no multiple of four', () => {
    for (const n of [1, 4, 5, 18, 67]) {
      const system = Float64Array.from({ length: n * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        return i === j ? n : Math.cos(i * j + i + j);
      });
      const x = Float64Array.from({ length: n }, (_, i) => Math.sin(i + 1));
      const b = x.map((_, i) => x.reduce((sum, value, j) => sum + system[i * n + j]! * value, 0));
      const lower = cholesky(system, n);
      expect(failedPivot(lower, n)).toBeUndefined();
      solveCholesky(lower, b);
      for (let i = 0; i < n; i++) expect(b[i]).toBeCloseTo(x[i]!, 10);
    }
  });

  it('says at which pivot a matrix is not positive definite', () => {
    for (const [failed, given] of [
      [0, [0]],
      [1, [1, 0, 2, 1]],
      [1, [4, 0, 2, 1]],
      [2, [1, 0, 0, 0, 1, 0, 0, 0, NaN]],
    ] as const) {
      const n = Math.sqrt(given.length);
      const lower = cholesky(Float64Array.from(given), n);
      expect(failedPivot(lower, n)).toBe(failed);
      expect(lower[n * n - 1]).toBeNaN();
    }
  });
});
