import { describe, expect, it } from 'vitest';
import { firstLayerKernel } from './arc-cosine-kernel.ts';
import { cubeSpectrum, interpolationError, samplesToError } from './kernel-spectrum.ts';

describe('the kernel of the first layer', () => {
  it('is ρ (1 − arccos(ρ)/π)', () => {
    for (const [m, value] of firstLayerKernel(10).entries()) {
      const cosine = 1 - m / 5;
      expect(value).toBeCloseTo(cosine * (1 - Math.acos(cosine) / Math.PI), 14);
    }
  });
});

describe('the spectrum of a kernel on the cube', () => {
  const dim = 9;
  const kernel = firstLayerKernel(dim);
  const { degrees, rest } = cubeSpectrum(kernel);

  const bitsOf = (word: number) => word.toString(2).replaceAll('0', '').length;

  it('has the parities as eigenfunctions, by enumeration', () => {
    for (const [l, { eigenvalue }] of degrees.entries()) {
      const mask = 2 ** l - 1; // the parity of the first l signs, at x = (1, …, 1)
      let mean = 0;
      for (let x = 0; x < 2 ** dim; x++) {
        mean += (kernel[bitsOf(x)]! * (bitsOf(x & mask) % 2 === 0 ? 1 : -1)) / 2 ** dim;
      }
      expect(eigenvalue).toBeCloseTo(mean, 14);
    }
  });

  it('counts the parities of each degree and adds up to the kernel at distance 0', () => {
    expect(degrees.map(({ count }) => count)).toEqual([1, 9, 36, 84, 126, 126, 84]);
    const low = degrees.reduce((sum, { count, eigenvalue }) => sum + count * eigenvalue, 0);
    expect(low + rest).toBeCloseTo(1, 14);
  });

  it('of ρ alone is linear', () => {
    const linear = cubeSpectrum(Float64Array.from({ length: 13 }, (_, m) => 1 - m / 6));
    for (const [l, { eigenvalue }] of linear.degrees.entries()) {
      expect(eigenvalue).toBeCloseTo(l === 1 ? 1 / 12 : 0, 14);
    }
    expect(linear.rest).toBeCloseTo(0, 14);
  });
});

describe('the error of interpolation', () => {
  const spectrum = (dim: number) => cubeSpectrum(firstLayerKernel(dim));

  it('is a guess with few samples and vanishes with many', () => {
    expect(interpolationError(spectrum(64), 32)).toBeGreaterThan(0.45);
    expect(interpolationError(spectrum(64), 2 * 4096)).toBeLessThan(1e-6);
  });

  it('needs samples that grow as d² for many coordinates', () => {
    const growth = Math.log2(samplesToError(spectrum(1000), 0.1) / samplesToError(spectrum(500), 0.1));
    expect(growth).toBeGreaterThan(1.97);
    expect(growth).toBeLessThan(2);
  });

  it('with one degree and no rest is that of ridgeless regression: half of D samples leave half of the target', () => {
    const degree = { count: 1000, eigenvalue: 1 };
    const nothing = { count: 0, eigenvalue: 0.5 };
    // kept s = 1/2, mean square error (1 − s)²/(1 − s²·D/n) = 1/2, noise 1/4: error Φ(−1)
    expect(interpolationError({ degrees: [nothing, nothing, degree], rest: 0 }, 500)).toBeCloseTo(
      0.158655,
      5,
    );
  });
});
