import { describe, expect, it } from 'vitest';
import { sphere } from '../network/sphere.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { reluKernel, tangentKernel } from './arc-cosine-kernel.ts';

const [D, P, THETA] = [12, 40_000, 0.3];

/** w·x for ±1 inputs x whose first `h` coordinates are −1. */
const dot = (w: Float64Array, j: number, h: number) => {
  let z = 0;
  for (let k = 0; k < D; k++) z += (k < h ? -1 : 1) * w[j * D + k]!;
  return z;
};

describe('the tangent kernel of infinite width', () => {
  it('has the closed forms at equal, orthogonal and opposite inputs', () => {
    const both = { inputDim: 8, initScale: 0.5, firstRate: 3, secondRate: 5 };
    const kernel = tangentKernel(both);
    expect(kernel).toHaveLength(9);
    expect(kernel[0]).toBeCloseTo(0.25 * (3 * 8 * 0.5 + 5 * 0.5), 14);
    expect(kernel[4]).toBeCloseTo((0.25 * 5) / (2 * Math.PI), 14);
    expect(kernel[8]).toBeCloseTo(0, 14);
  });

  it('is Σ over the angle from Math.acos, to the last digits', () => {
    const kernel = tangentKernel({ inputDim: 100, initScale: 1, firstRate: 1, secondRate: 1 });
    for (let h = 0; h <= 100; h++) {
      const rho = 1 - h / 50;
      const open = (Math.PI - Math.acos(rho)) / (2 * Math.PI);
      const want = 100 * rho * open + Math.sqrt(1 - rho * rho) / (2 * Math.PI) + open * rho;
      expect(Math.abs(kernel[h]! - want)).toBeLessThan(1e-12 * 100);
    }
  });

  it.each([
    ['first', 1, 0],
    ['second', 0, 1],
    ['both', 1, 1],
  ])('is the mean over neurons drawn at the start, within 5 σ (%s layer)', (_, firstRate, secondRate) => {
    const kernel = tangentKernel({ inputDim: D, initScale: THETA, firstRate, secondRate });
    const layers = { firstLayer: new Float64Array(P * D), secondLayer: new Float64Array(P) };
    const law = sphere.create({ initScale: THETA, inputDim: D, width: P });
    law.draw(streamKey(seedsFrom(1), 'init'), D, layers);
    for (let h = 0; h <= D; h += 3) {
      let sum = 0;
      let squares = 0;
      for (let j = 0; j < P; j++) {
        const [z, z2] = [dot(layers.firstLayer, j, 0), dot(layers.firstLayer, j, h)];
        const open = z > 0 && z2 > 0 ? 1 : 0;
        const a = layers.secondLayer[j]!;
        const term = firstRate * a * a * open * (D - 2 * h) + secondRate * open * z * z2;
        sum += term;
        squares += term * term;
      }
      const mean = sum / P;
      const sigma = Math.sqrt((squares / P - mean * mean) / P);
      expect(Math.abs(mean - kernel[h]!)).toBeLessThanOrEqual(5 * sigma + 1e-15);
    }
  });
});

describe('the kernel of ReLU features', () => {
  it('is that of the second layer on the cube', () => {
    const table = tangentKernel({ inputDim: D, initScale: 1, firstRate: 0, secondRate: 1 });
    const norm = Math.sqrt(D);
    for (const [h, value] of table.entries())
      expect(reluKernel(D - 2 * h, norm, norm, D)).toBeCloseTo(value, 13);
  });

  it('is of degree 1 in each input, ‖x‖²/2d with itself and 0 with its opposite', () => {
    expect(reluKernel(9, 3, 3, 5)).toBeCloseTo(0.9, 15);
    expect(reluKernel(-9, 3, 3, 5)).toBeCloseTo(0, 15);
    expect(reluKernel(2.8, 2, 7, 5)).toBeCloseTo(14 * reluKernel(0.2, 1, 1, 5), 14);
  });
});
