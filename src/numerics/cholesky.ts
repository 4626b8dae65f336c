/**
 * The lower triangular L with L Lᵀ = A.
 *
 * @param matrix n×n, row-major, symmetric and positive definite; only its lower triangle is read
 * @returns n×n, row-major, 0 above the diagonal
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!;
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / lower[j * n + j]!;
    }
  }
  return lower;
}

/** Replaces b by the x with L Lᵀ x = b. */
export function solveCholesky(lower: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i]! -= lower[i * n + k]! * b[k]!;
    b[i]! /= lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    b[i]! /= lower[i * n + i]!;
    for (let k = 0; k < i; k++) b[k]! -= lower[i * n + k]! * b[i]!;
  }
}
