import { describe, expect, it } from 'vitest';
import { drawGaussians } from './gaussian.ts';
import { seedsFrom, streamKey } from './streams.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

const key = streamKey(seedsFrom(3), 'inputs');

/** Rows of a random orthogonal matrix: Gaussian ones, made orthonormal one after the other, twice. */
function randomOrthogonal(n: number, index: number): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let i = 0; i < n; i++) {
    const row = new Float64Array(n);
    drawGaussians(key, index * n + i, row);
    for (let pass = 0; pass < 2; pass++) {
      for (const other of rows) {
        const along = row.reduce((sum, x, k) => sum + x * other[k]!, 0);
        for (let k = 0; k < n; k++) row[k]! -= along * other[k]!;
      }
    }
    const norm = Math.hypot(...row);
    rows.push(row.map((x) => x / norm));
  }
  return rows;
}

/** Σ_k value_k q_k q_kᵀ. */
function withSpectrum(values: readonly number[], rows: readonly Float64Array[]): Float64Array {
  const n = values.length;
  return Float64Array.from({ length: n * n }, (_, at) =>
    values.reduce((sum, value, k) => sum + value * rows[k]![Math.floor(at / n)]! * rows[k]![at % n]!, 0),
  );
}

const spectra = {
  'of both signs': [7, 3, 0.5, -0.25, -4],
  'with an eigenvalue that comes three times': [2, 2, 2, 1, -1, -1],
  'over twelve orders of magnitude': [1e6, 1, 1e-3, 1e-6],
  'of rank one': [5, 0, 0, 0, 0, 0, 0],
  'all of one value': [3, 3, 3],
};

describe('eigenvalues of a symmetric matrix', () => {
  for (const [words, values] of Object.entries(spectra)) {
    it(`are those it was made with, ${words}, and the vectors give it back`, () => {
      const n = values.length;
      const matrix = withSpectrum(values, randomOrthogonal(n, n));
      const found = symmetricEigen(matrix, n);
      const scale = Math.max(...values.map(Math.abs));
      for (const [k, value] of values.entries()) {
        expect(Math.abs(found.values[k]! - value)).toBeLessThan(1e-13 * n * scale);
      }
      const rows = values.map((_, k) => found.vectors.subarray(k * n, (k + 1) * n));
      const again = withSpectrum(found.values, rows);
      for (const [at, entry] of matrix.entries())
        expect(Math.abs(again[at]! - entry)).toBeLessThan(1e-13 * n * scale);
      for (const [i, a] of rows.entries()) {
        for (const [j, b] of rows.entries()) {
          const product = a.reduce((sum, x, k) => sum + x * b[k]!, 0);
          expect(Math.abs(product - Number(i === j))).toBeLessThan(1e-13 * n);
        }
      }
    });
  }

  it('of a 2×2 matrix are those of the quadratic formula', () => {
    const [a, b, d] = [1.5, -0.7, 0.2];
    const root = Math.sqrt((a - d) * (a - d) + 4 * b * b);
    const { values } = symmetricEigen(Float64Array.of(a, b, b, d), 2);
    expect(values[0]).toBeCloseTo((a + d + root) / 2, 14);
    expect(values[1]).toBeCloseTo((a + d - root) / 2, 14);
  });

  it('are found of a matrix that is left as it was', () => {
    const matrix = Float64Array.of(1, 2, 2, 1);
    symmetricEigen(matrix, 2);
    expect([...matrix]).toEqual([1, 2, 2, 1]);
  });

  it('of no matrix at all are none, of zeros zeros', () => {
    expect(symmetricEigen(new Float64Array(0), 0).values).toEqual([]);
    expect(symmetricEigen(new Float64Array(9), 3).values).toEqual([0, 0, 0]);
  });
});
