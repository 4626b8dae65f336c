import { describe, expect, it } from 'vitest';
import type { SignSamples } from '../../../engines/engine.ts';
import { createWasmEngine } from '../../../engines/wasm.ts';
import { firstLayerKernel } from '../../../theory/arc-cosine-kernel.ts';
import { terms } from '../../../twins/expansion.ts';
import { addSamples, createInterpolation, interpolate } from './interpolation.ts';

const engine = createWasmEngine();
const [dim, count] = [40, 33];
const samples = engine.createSamples('signs', dim, count) as SignSamples;
engine.drawSigns([1, 2], 0, count, samples);
const labels = Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 1 : -1));

/** x_i · x_j from the bits one by one. */
const inner = (i: number, j: number) => {
  const sign = (s: number, k: number) =>
    (samples.rows.array[s * samples.stride + (k >> 5)]! >>> (k & 31)) & 1 ? -1 : 1;
  return Array.from({ length: dim }, (_, k) => sign(i, k) * sign(j, k)).reduce(
    (sum, product) => sum + product,
    0,
  );
};

/** The solution of a definite system by Gaussian elimination. */
function eliminated(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (const [k, pivot] of rows.entries()) {
    for (const [i, row] of rows.entries()) {
      const factor = row[k]! / pivot[k]!;
      if (i !== k) rows[i] = row.map((value, c) => value - factor * pivot[c]!);
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}

const filled = (sizes: readonly number[]) => {
  const interpolation = createInterpolation(firstLayerKernel(dim), count);
  for (const [k, size] of sizes.entries()) {
    const before = sizes.slice(0, k).reduce((sum, s) => sum + s, 0);
    engine.drawSigns([1, 2], before, size, samples);
    addSamples(interpolation, samples, Float32Array.from(labels.slice(before, before + size)));
  }
  engine.drawSigns([1, 2], 0, count, samples);
  return interpolation;
};

describe('interpolation by a kernel', () => {
  it.each([count - 1, count])('of %i samples has the coefficients that Gaussian elimination finds', (n) => {
    const index = Array.from({ length: n }, (_, i) => i);
    const table = firstLayerKernel(dim);
    const gram = index.map((i) => index.map((j) => table[(dim - inner(i, j)) / 2]!));
    const expected = eliminated(gram, labels);
    const interpolation = filled([n]);
    const found = interpolate(interpolation)!;
    expect(found).toHaveLength(n);
    for (const i of index) {
      expect(Math.abs(found[i]! - expected[i]!)).toBeLessThan(1e-3);
      const output = terms(interpolation.expansion, samples.rows.array as Uint32Array, i, 0, n);
      expect(Math.abs(output - labels[i]!)).toBeLessThan(1e-3);
    }
  });

  it('is the same to the last bit however its samples came', () => {
    expect(interpolate(filled([5, 1, 20, 7]))).toEqual(interpolate(filled([count])));
  });

  it('is refused where a sample has both labels', () => {
    const interpolation = createInterpolation(firstLayerKernel(dim), 2);
    engine.drawSigns([1, 2], 0, 1, samples);
    addSamples(interpolation, samples, Float32Array.of(1));
    addSamples(interpolation, samples, Float32Array.of(-1));
    engine.drawSigns([1, 2], 0, count, samples);
    expect(interpolate(interpolation)).toBeUndefined();
  });
});
