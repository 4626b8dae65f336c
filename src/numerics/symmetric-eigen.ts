const SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi rotations.
 *
 * @param matrix n×n, row-major, symmetric; it is left as it is
 * @returns values in descending order; row k of `vectors` (n×n) is the unit eigenvector of value k
 */
export function symmetricEigen(
  matrix: Float64Array,
  n: number,
): { readonly values: number[]; readonly vectors: Float64Array } {
  const a = matrix.slice();
  const rows = new Float64Array(n * n);
  for (let i = 0; i < n; i++) rows[i * n + i] = 1;
  for (let sweep = 0; sweep < SWEEPS && offDiagonal(a, n) > 0; sweep++) {
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) rotate(a, rows, n, i, j);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j]! - a[i * n + i]!);
  const vectors = new Float64Array(n * n);
  for (const [k, i] of order.entries()) vectors.set(rows.subarray(i * n, (i + 1) * n), k * n);
  return { values: order.map((i) => a[i * n + i]!), vectors };
}

/** Largest entry off the diagonal that is not lost in rounding beside the diagonal. */
function offDiagonal(a: Float64Array, n: number): number {
  let trace = 0;
  for (let i = 0; i < n; i++) trace += Math.abs(a[i * n + i]!);
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) largest = Math.max(largest, Math.abs(a[i * n + j]!));
  }
  return largest > 1e-16 * trace ? largest : 0;
}

/** Turns rows and columns i and j so that entry (i, j) becomes 0. */
function rotate(a: Float64Array, rows: Float64Array, n: number, i: number, j: number): void {
  const off = a[i * n + j]!;
  if (off === 0) return;
  const theta = (a[j * n + j]! - a[i * n + i]!) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) turn(a, k * n + i, k * n + j, c, s);
  for (let k = 0; k < n; k++) turn(a, i * n + k, j * n + k, c, s);
  for (let k = 0; k < n; k++) turn(rows, i * n + k, j * n + k, c, s);
  a[i * n + j] = a[j * n + i] = 0;
}

function turn(x: Float64Array, i: number, j: number, c: number, s: number): void {
  const [u, v] = [x[i]!, x[j]!];
  x[i] = c * u - s * v;
  x[j] = s * u + c * v;
}
