import { dot } from './dot.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

type Reals = Float32Array | Float64Array;

/** Steps of the bidiagonalization: enough for the largest values of a matrix whose bulk has no gap. */
const STEPS = 80;

/** Largest singular values of a matrix, and the right singular vector of the largest. */
export interface LeadingSingular {
  /** Descending. */
  readonly values: readonly number[];
  /** Unit vector, one entry a column; its sign is arbitrary. */
  readonly right: Float64Array;
}

/**
 * Largest singular values by Golub–Kahan–Lanczos steps with full reorthogonalization, from a fixed start.
 *
 * @param matrix rows×columns, row-major
 * @returns at most `count` of them: fewer where the start meets fewer directions
 */
export function leadingSingular(matrix: Reals, columns: number, count: number): LeadingSingular {
  const rows = matrix.length / columns;
  const basis: Float64Array[] = [];
  const images: Float64Array[] = [];
  let direction: Float64Array | undefined = startOf(matrix, rows, columns);
  while (direction && basis.length < Math.min(STEPS, rows, columns)) {
    basis.push(direction);
    const image = times(matrix, rows, columns, direction);
    images.push(image);
    direction = unitBeside(basis, transposedTimes(matrix, rows, columns, image));
  }
  const n = basis.length;
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) gram[i * n + j] = dot(images[i]!, images[j]!);
  const { values, vectors } = symmetricEigen(gram, n);
  const right = new Float64Array(columns);
  for (let i = 0; i < n; i++) add(vectors[i]!, basis[i]!, right);
  return { values: values.slice(0, count).map((value) => Math.sqrt(Math.max(0, value))), right };
}

/** The longest row, made a unit vector; undefined where all rows are 0. */
function startOf(matrix: Reals, rows: number, columns: number): Float64Array | undefined {
  let start = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const row = Float64Array.from(matrix.subarray(i * columns, (i + 1) * columns));
    if (dot(row, row) > dot(start, start)) start = row;
  }
  return unitBeside([], start);
}

/** What is left of a vector beside an orthonormal basis, as a unit vector; undefined where nothing but rounding is. */
function unitBeside(basis: readonly Float64Array[], vector: Float64Array): Float64Array | undefined {
  const before = Math.sqrt(dot(vector, vector));
  for (let pass = 0; pass < 2; pass++) for (const unit of basis) add(-dot(unit, vector), unit, vector);
  const norm = Math.sqrt(dot(vector, vector));
  if (!(norm > 1e-12 * before)) return undefined;
  return vector.map((x) => x / norm);
}

function times(matrix: Reals, rows: number, columns: number, vector: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += matrix[i * columns + k]! * vector[k]!;
    out[i] = sum;
  }
  return out;
}

function transposedTimes(matrix: Reals, rows: number, columns: number, vector: Float64Array): Float64Array {
  const out = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) out[k]! += vector[i]! * matrix[i * columns + k]!;
  }
  return out;
}

function add(factor: number, source: Float64Array, target: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}
