import { describe, expect, it } from 'vitest';
import { createPlainEngine } from '../engines/plain.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { gaussian } from './gaussian.ts';
import { rotatedHypercube } from './rotated-hypercube.ts';
import { wholeCube } from './whole-cube.ts';

const key = (seed: number) => streamKey(seedsFrom(seed), 'target');
const engine = createPlainEngine();

describe('the whole cube', () => {
  it('goes through all 2^d sign vectors in order, bit k for coordinate k, and begins anew', () => {
    const samples = engine.createSamples('signs', 3, 10);
    wholeCube.create({ inputDim: 3, width: 1 }).draw(engine, key(0), 5, 10, samples);
    expect([...samples.rows.array]).toEqual([5, 6, 7, 0, 1, 2, 3, 4, 5, 6]);
    expect(samples.count).toBe(10);
  });
});

describe('Gaussian inputs', () => {
  it('have mean 0, variance 1 and fourth moment 3 within five standard errors', () => {
    const [n, d] = [2000, 10];
    const samples = engine.createSamples('dense', d, n);
    gaussian.create({ inputDim: d, width: 1 }).draw(engine, key(1), 0, n, samples);
    const values = Array.from(samples.rows.array);
    const moment = (power: number) => values.reduce((sum, x) => sum + x ** power, 0) / (n * d);
    const within = (sigma: number) => 5 * Math.sqrt(sigma / (n * d));
    expect(Math.abs(moment(1))).toBeLessThan(within(1));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(within(2));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(within(96));
  });
});

describe('the hidden basis of the rotated hypercube', () => {
  const basisOf = (seed: number, d: number) =>
    rotatedHypercube.create({ inputDim: d, width: 1 }).drawBasis!(key(seed), d);
  const row = (basis: Float64Array, d: number, k: number) => basis.subarray(k * d, (k + 1) * d);

  it.each([1, 2, 17, 100])('is orthonormal within rounding in %i dimensions', (d) => {
    const basis = basisOf(3, d);
    for (let k = 0; k < d; k++) {
      for (let l = 0; l <= k; l++) {
        const dot = row(basis, d, k).reduce((sum, x, i) => sum + x * row(basis, d, l)[i]!, 0);
        expect(Math.abs(dot - Number(k === l))).toBeLessThan(1e-14);
      }
    }
  });

  it('is a function of the seed, and not of that alone which the coordinates are', () => {
    expect(basisOf(3, 20)).toEqual(basisOf(3, 20));
    expect(basisOf(4, 20)).not.toEqual(basisOf(3, 20));
    expect(Math.abs(basisOf(3, 20)[0]!)).toBeLessThan(0.9);
  });

  it('has entries of mean square 1/d in each direction: no direction is preferred', () => {
    const d = 6;
    const count = 400;
    let square = 0;
    for (let seed = 0; seed < count; seed++) square += row(basisOf(seed, d), d, d - 1)[0]! ** 2;
    // a squared coordinate of a uniform unit vector has variance 2(d−1)/(d²(d+2))
    const sigma = Math.sqrt((2 * (d - 1)) / (d * d * (d + 2)) / count);
    expect(Math.abs(square / count - 1 / d)).toBeLessThan(5 * sigma);
  });
});
