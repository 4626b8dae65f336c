import type { DenseSamples } from '../../engines/engine.ts';
import { conjugateGradients } from '../../numerics/conjugate-gradients.ts';
import { dot } from '../../numerics/dot.ts';
import { seedsFrom, streamKey } from '../../numerics/streams.ts';
import { gatesKernel } from '../../theory/arc-cosine-kernel.ts';
import { drawBatch, drawTrainingBatch, type Run, SLAB } from '../../training/setup.ts';
import type { Lab } from '../claim.ts';
import { LEVEL, TEST_SIZE, type WayJob } from './job.ts';
import { type Bounds, firstSuccess, geometricSizes } from './search.ts';

/** Ratio of the sizes that are compared. */
const RATIO = 1.1;

/** λ where K(x, x) is about 1: of 0, 0.1, 0.3, 1 and 3 none needs fewer samples for the level. */
const RIDGE = 0.1;

/** ‖(K + λ) α − y‖/‖y‖ */
const TOLERANCE = 1e-3;

/** Inputs with their norms and labels. */
interface Points {
  readonly x: Float64Array[];
  readonly norms: number[];
  readonly y: number[];
}

/**
 * Paper B's lazy side: a network linearized about its start, first layer alone, in the limit of infinite width. It is
 * ridge regression with the kernel x·x′ (1 − φ/π)/d, φ the angle of x and x′, and needs d² samples to see a product of
 * two coordinates.
 */
export function byKernel({ inputDim, seed }: WayJob, lab: Lab): Bounds {
  const { run } = lab.start({ inputs: 'gaussian', inputDim, width: 1 }, seed);
  const square = inputDim * inputDim;
  const sizes = geometricSizes(square / 4, 16 * square, RATIO);
  const start = sizes.findIndex((size) => size >= 2.2 * square);
  const training = emptyPoints();
  const tests = emptyPoints();
  const matrices: Matrices = { training: [], tests: [] };
  const testKey = streamKey(seedsFrom(seed), 'test');
  addSlabs(tests, run, TEST_SIZE, (first, count) => drawBatch(run, testKey, first, count));
  return firstSuccess(sizes, start, (size) => {
    addSlabs(training, run, size, (first, count) => drawTrainingBatch(run, first, count));
    extend(matrices, training, tests);
    const coefficients = solve(matrices.training, training.y, size);
    return coefficients !== undefined && errorOf(coefficients, matrices.tests, tests.y) < LEVEL;
  });
}

/** Values of the kernel: row i has those between training sample i and those up to it, or all tests. */
interface Matrices {
  readonly training: Float32Array[];
  readonly tests: Float32Array[];
}

function extend(matrices: Matrices, training: Points, tests: Points): void {
  for (let i = matrices.training.length; i < training.x.length; i++) {
    matrices.training.push(rowOf(training, i, training, i + 1));
    matrices.tests.push(rowOf(training, i, tests, tests.x.length));
  }
}

const emptyPoints = (): Points => ({ x: [], norms: [], y: [] });

/** Adds samples, slab by slab, until there are so many. */
function addSlabs(
  points: Points,
  run: Run,
  upTo: number,
  draw: (first: number, count: number) => void,
): void {
  while (points.x.length < upTo) {
    draw(points.x.length, Math.min(SLAB, upTo - points.x.length));
    const { rows, stride, count, inputDim } = run.batch.z as DenseSamples;
    for (let s = 0; s < count; s++) {
      const x = Float64Array.from(rows.array.subarray(s * stride, s * stride + inputDim));
      points.x.push(x);
      points.norms.push(Math.sqrt(dot(x, x)));
      points.y.push(run.batch.y.array[s]!);
    }
  }
}

/** K(a_i, b_j) for j < count. */
function rowOf(a: Points, i: number, b: Points, count: number): Float32Array {
  const [x, norm] = [a.x[i]!, a.norms[i]!];
  const row = new Float32Array(count);
  for (let j = 0; j < count; j++) {
    row[j] = gatesKernel(dot(x, b.x[j]!), norm * b.norms[j]!) / x.length;
  }
  return row;
}

/** (K + λ) α = y over the first `count` samples. */
function solve(rows: readonly Float32Array[], y: readonly number[], count: number) {
  return conjugateGradients(
    (v, out) => {
      for (let i = 0; i < count; i++) out[i] = RIDGE * v[i]!;
      for (let i = 0; i < count; i++) addRow(rows[i]!, i, v, out);
    },
    Float64Array.from(y.slice(0, count)),
    TOLERANCE,
  );
}

/** Row i and, as the matrix is symmetric, column i. */
function addRow(row: Float32Array, i: number, v: Float64Array, out: Float64Array): void {
  const own = v[i]!;
  let sum = row[i]! * own;
  for (let j = 0; j < i; j++) {
    sum += row[j]! * v[j]!;
    out[j]! += row[j]! * own;
  }
  out[i]! += sum;
}

/** Share of the tests at which Σ α_i K(x_i, ·) is not of the label's sign. */
function errorOf(coefficients: Float64Array, rows: readonly Float32Array[], y: readonly number[]): number {
  const outputs = new Float64Array(y.length);
  for (const [i, coefficient] of coefficients.entries()) {
    const row = rows[i]!;
    for (let t = 0; t < y.length; t++) outputs[t]! += coefficient * row[t]!;
  }
  let wrong = 0;
  for (let t = 0; t < y.length; t++) if (!(outputs[t]! * y[t]! > 0)) wrong += 1;
  return wrong / y.length;
}
