import { cholesky, solveCholesky } from '../../numerics/cholesky.ts';
import { dot } from '../../numerics/dot.ts';
import { reluKernel } from '../../theory/arc-cosine-kernel.ts';
import type { Run } from '../../training/setup.ts';
import { type Fit, type ReadoutData, readoutSlabs, ridgeGrid, sizeOf, testSlabs } from './readout.ts';
import type { ReadoutSettings } from './readout-settings.ts';

/** Inputs with their norms and labels. */
interface Points {
  readonly inputDim: number;
  readonly x: Float64Array[];
  readonly norms: number[];
  readonly y: number[];
}

/** Kernel ridge regression at the network's start made infinitely wide: what random features with the same λ tend to. */
export function kernelFit(data: ReadoutData): Omit<Fit, 'testError'> {
  const points = collect(data.run, readoutSlabs(data, 0, sizeOf(data)));
  const matrix = kernelMatrix(points);
  const { ridgeChoice, ridge, initScale = 1 } = data.settings as ReadoutSettings & { initScale?: number };
  // Rows of norm θ make the kernel of unit rows θ² times as large: λ/θ² beside that one is the same.
  const square = initScale * initScale;
  const lambda = ridgeChoice === 'fixed' ? ridge / square : chosen(matrix, points);
  const coefficients = solve(matrix, points.y, lambda, points.y.length);
  const tests = collect(data.run, testSlabs(data));
  const testMse = meanOf(tests.y, (t) => tests.y[t]! - output(points, coefficients, tests, t));
  // y − K c = λ c
  return { testMse, trainMse: meanOf(points.y, (i) => lambda * coefficients[i]!), ridge: lambda * square };
}

const meanOf = ({ length }: ArrayLike<number>, error: (i: number) => number) => {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += error(i) * error(i);
  return sum / length;
};

function collect({ network, batch }: Run, slabs: Iterable<unknown>): Points {
  const points: Points = { inputDim: network.inputDim, x: [], norms: [], y: [] };
  for (const _ of slabs) {
    const { rows, stride, count } = batch.x;
    for (let s = 0; s < count; s++) {
      const x = Float64Array.from(rows.array.subarray(s * stride, s * stride + network.inputDim));
      points.x.push(x);
      points.norms.push(Math.sqrt(dot(x, x)));
      points.y.push(batch.y.array[s]!);
    }
  }
  return points;
}

const between = (a: Points, i: number, b: Points, j: number) =>
  reluKernel(dot(a.x[i]!, b.x[j]!), a.norms[i]!, b.norms[j]!, a.inputDim);

/** Its lower triangle. */
function kernelMatrix(points: Points): Float64Array {
  const n = points.x.length;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) matrix[i * n + j] = between(points, i, points, j);
  return matrix;
}

function output(points: Points, coefficients: Float64Array, tests: Points, t: number): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum += coefficients[i]! * between(tests, t, points, i);
  return sum;
}

/** (K + λ I) c = y over the first `count` samples. */
function solve(matrix: Float64Array, y: readonly number[], lambda: number, count: number): Float64Array {
  const system = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    const row = matrix.subarray(i * y.length, i * y.length + count);
    system.set(row, i * count);
    system[i * count + i]! += lambda;
  }
  const solution = Float64Array.from(y.slice(0, count));
  solveCholesky(cholesky(system, count), solution);
  return solution;
}

/** The λ of the grid that errs least on the last fifth of the samples. */
function chosen(matrix: Float64Array, { y }: Points): number {
  const kept = y.length - Math.ceil(y.length / 5);
  const errors = ridgeGrid.map((lambda) => {
    const coefficients = solve(matrix, y, lambda, kept);
    return meanOf(y.slice(kept), (t) => {
      const row = matrix.subarray((kept + t) * y.length, (kept + t) * y.length + kept);
      return y[kept + t]! - dot(row, coefficients);
    });
  });
  return ridgeGrid[errors.indexOf(Math.min(...errors))]!;
}
