/**
 * The lower triangular L with L Lᵀ = A. Each entry's sum runs over k in order; four columns are summed side by side,
 * since the subtractions of one wait for each other.
 *
 * @param matrix n×n, row-major, symmetric and positive definite; only its lower triangle is read
 * @returns n×n, row-major, 0 above the diagonal; all NaN from the first pivot on that is not positive, which
 * `failedPivot` finds
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = lower.subarray(i * n, (i + 1) * n);
    row.set(matrix.subarray(i * n, i * n + i + 1));
    for (let j = 0; j < i; j += 4) {
      if (j + 4 <= i) subtractProducts(lower, n, row, j);
      for (let c = j; c < Math.min(j + 4, i); c++) solveEntry(lower, n, row, c, j + 4 <= i ? j : 0);
    }
    let pivot = row[i]!;
    for (let k = 0; k < i; k++) pivot -= row[k]! * row[k]!;
    if (!(pivot > 0)) return lower.fill(NaN, i * n + i);
    row[i] = Math.sqrt(pivot);
  }
  return lower;
}

/** The first i, counted from 0, where A turned out not to be positive definite; undefined where it is. */
export function failedPivot(lower: Float64Array, n: number): number | undefined {
  for (let i = 0; i < n; i++) if (Number.isNaN(lower[i * n + i])) return i;
  return undefined;
}

/** row_c −= Σ_{k<j} row_k L_ck for the four columns c from j on. */
function subtractProducts(lower: Float64Array, n: number, row: Float64Array, j: number): void {
  const [a, b, c, d] = [j * n, (j + 1) * n, (j + 2) * n, (j + 3) * n];
  let [sumA, sumB, sumC, sumD] = [row[j]!, row[j + 1]!, row[j + 2]!, row[j + 3]!];
  for (let k = 0; k < j; k++) {
    const factor = row[k]!;
    sumA -= factor * lower[a + k]!;
    sumB -= factor * lower[b + k]!;
    sumC -= factor * lower[c + k]!;
    sumD -= factor * lower[d + k]!;
  }
  row[j] = sumA;
  row[j + 1] = sumB;
  row[j + 2] = sumC;
  row[j + 3] = sumD;
}

/** row_j, from which the products up to column `from` are subtracted already. */
function solveEntry(lower: Float64Array, n: number, row: Float64Array, j: number, from: number): void {
  let sum = row[j]!;
  for (let k = from; k < j; k++) sum -= row[k]! * lower[j * n + k]!;
  row[j] = sum / lower[j * n + j]!;
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
