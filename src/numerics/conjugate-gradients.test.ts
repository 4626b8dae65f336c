import { describe, expect, it } from 'vitest';
import { conjugateGradients } from './conjugate-gradients.ts';

const matrix = (rows: number[][]) => (v: Float64Array, out: Float64Array) => {
  for (const [i, row] of rows.entries()) out[i] = row.reduce((sum, value, j) => sum + value * v[j]!, 0);
};

describe('conjugate gradients', () => {
  it('solve a definite system', () => {
    const multiply = matrix([
      [4, 1, 0],
      [1, 3, -1],
      [0, -1, 2],
    ]);
    const x = conjugateGradients(multiply, Float64Array.of(6, 4, 4), 1e-12)!; // of (1, 2, 3)
    for (const [i, value] of x.entries()) expect(value).toBeCloseTo(i + 1, 10);
  });

  it('solve it in one step when they are given the inverse', () => {
    let products = 0;
    const multiply = matrix([
      [2, 0],
      [0, 5],
    ]);
    const counted = (v: Float64Array, out: Float64Array) => {
      products += 1;
      multiply(v, out);
    };
    const halves = matrix([
      [1 / 2, 0],
      [0, 1 / 5],
    ]);
    expect([...conjugateGradients(counted, Float64Array.of(6, 10), 1e-12, halves)!]).toEqual([3, 2]);
    expect(products).toBe(1);
  });

  it('solve a singular system whose right side is in its range', () => {
    const multiply = matrix([
      [1, 1],
      [1, 1],
    ]);
    expect([...conjugateGradients(multiply, Float64Array.of(2, 2), 1e-12)!]).toEqual([1, 1]);
  });

  it('give up on one without a solution', () => {
    const multiply = matrix([
      [1, 1],
      [1, 1],
    ]);
    expect(conjugateGradients(multiply, Float64Array.of(1, 0), 1e-12)).toBeUndefined();
  });
});
