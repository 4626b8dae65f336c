import type { Layers } from '../../engines/engine.ts';
import type { Quantity } from '../view.ts';

/** A target depends on at most so many directions, in what is said of each of them. */
export const MOST_DIRECTIONS = 16;

/** One look at a network after a giant step, or before the first. */
export interface GiantView {
  readonly inputDim: number;
  readonly width: number;
  readonly layers: Layers;
  /** ∂L/∂W of the step that led here, p×d, row-major; undefined at the start. */
  readonly gradient: Layers['firstLayer'] | undefined;
  /** Mean of y z over the batch of that step, as the step saw its labels, d. */
  readonly labelSlope: Float64Array | undefined;
  /** Orthonormal directions of the target, r×d, row-major, those learned first before the others. */
  readonly directions: Float64Array;
}

/** What is observed of a giant step. */
export interface GiantMetric extends Quantity {
  /** A number, one a direction, or nothing where it is not defined. */
  measure(view: GiantView): number | readonly number[] | undefined;
}

/** ⟨rows of a matrix, directions⟩ over the norm of the row: p×r; 0 where a row is 0. */
export function cosines(
  rows: Layers['firstLayer'],
  { inputDim: d, width, directions }: GiantView,
): Float64Array {
  const r = directions.length / d;
  const out = new Float64Array(width * r);
  for (let j = 0; j < width; j++) {
    const norm = normOf(rows, j, d);
    if (!(norm > 0)) continue;
    for (let k = 0; k < r; k++) {
      let sum = 0;
      for (let i = 0; i < d; i++) sum += rows[j * d + i]! * directions[k * d + i]!;
      out[j * r + k] = sum / norm;
    }
  }
  return out;
}

/** ‖row j‖ of a matrix with d columns. */
export function normOf(rows: Layers['firstLayer'], j: number, d: number): number {
  let square = 0;
  for (let i = j * d; i < (j + 1) * d; i++) square += rows[i]! * rows[i]!;
  return Math.sqrt(square);
}
