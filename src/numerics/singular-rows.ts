/** A direction in the space of row indices and how strongly a matrix has it. */
export interface SingularRow {
  readonly value: number;
  /** Unit vector, one entry a row of the matrix. */
  readonly vector: readonly number[];
}

const EPSILON = 2 ** -52;
const MOST_SWEEPS = 60;

/**
 * Left singular vectors and singular values of a matrix with few rows, largest first, by one-sided Jacobi rotations:
 * pairs of rows are rotated until all are orthogonal. Absolute errors are of the order of 2^−52 times the largest value,
 * without the loss of half the digits that the eigenvalues of A Aᵀ would bring; orthogonal rows stay as they are.
 *
 * @param matrix rows of equal length
 */
export function singularRows(matrix: readonly (readonly number[])[]): SingularRow[] {
  const rows = matrix.map((row) => [...row]);
  const vectors = matrix.map((_, i) => matrix.map((_, j) => Number(i === j)));
  const negligible = EPSILON * Math.sqrt(rows.reduce((sum, row) => sum + dot(row, row), 0));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    if (!sweepOnce(rows, vectors, negligible)) break;
  }
  return rows
    .map((row, i) => ({ value: Math.sqrt(dot(row, row)), vector: vectors[i]! }))
    .sort((a, b) => b.value - a.value);
}

/** Rotates every pair of rows that is not orthogonal; whether there was one. */
function sweepOnce(rows: number[][], vectors: number[][], negligible: number): boolean {
  let rotated = false;
  for (let i = 0; i < rows.length; i++) {
    for (let j = i + 1; j < rows.length; j++) {
      const [a, b, both] = [dot(rows[i]!, rows[i]!), dot(rows[j]!, rows[j]!), dot(rows[i]!, rows[j]!)];
      if (Math.min(a, b) <= negligible * negligible || both * both <= EPSILON * EPSILON * a * b) continue;
      const ratio = (b - a) / (2 * both);
      const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
      rotate(rows[i]!, rows[j]!, tangent);
      rotate(vectors[i]!, vectors[j]!, tangent);
      rotated = true;
    }
  }
  return rotated;
}

function rotate(a: number[], b: number[], tangent: number): void {
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[k]!, b[k]!];
    a[k] = cosine * x - sine * y;
    b[k] = sine * x + cosine * y;
  }
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
