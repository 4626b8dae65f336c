import { describe, expect, it } from 'vitest';
import { drawGaussians } from './gaussian.ts';
import { drawBlock, seedsFrom, streamKey, streamNames } from './streams.ts';

describe('streams', () => {
  it('with equal seeds have different keys', () => {
    const keys = streamNames.map((name) => streamKey(seedsFrom(7), name).join());
    expect(new Set(keys).size).toBe(streamNames.length);
  });

  it('give different blocks for indices that differ only above 32 bits', () => {
    const key = streamKey(seedsFrom(0), 'inputs');
    const [low, high] = [new Uint32Array(4), new Uint32Array(4)];
    drawBlock(key, 5, 0, 0, low);
    drawBlock(key, 5 + 2 ** 32, 0, 0, high);
    expect([...low]).not.toEqual([...high]);
  });
});

describe('drawGaussians', () => {
  const N = 400_000;
  const sample = new Float64Array(N);
  drawGaussians(streamKey(seedsFrom(1), 'test'), 0, sample);
  const moment = (power: number) => sample.reduce((sum, x) => sum + x ** power, 0) / N;

  // Variances of x, x², x³, x⁴ of a standard Gaussian: 1, 2, 15, 96.
  it.each([
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
  ])('has moment %i equal to %i within five standard errors', (power, expected, variance) => {
    expect(Math.abs(moment(power) - expected)).toBeLessThan(5 * Math.sqrt(variance / N));
  });

  it('puts the right share beyond 1, 2, 3 and 4 on both sides', () => {
    for (const [edge, tail] of [
      [1, 0.15865525],
      [2, 0.02275013],
      [3, 0.001349898],
      [4, 0.00003167124],
    ] as const) {
      for (const sign of [1, -1]) {
        const share = sample.filter((x) => sign * x > edge).length / N;
        expect(Math.abs(share - tail)).toBeLessThan(5 * Math.sqrt(tail / N));
      }
    }
  });

  it('is uncorrelated with its neighbors', () => {
    for (const lag of [1, 2, 4]) {
      let sum = 0;
      for (let i = lag; i < N; i++) sum += sample[i]! * sample[i - lag]!;
      expect(Math.abs(sum / N)).toBeLessThan(5 / Math.sqrt(N));
    }
  });

  it('is a function of the index: a shorter draw is the start of a longer one', () => {
    const key = streamKey(seedsFrom(2), 'init');
    const [short, long] = [new Float32Array(7), new Float32Array(30)];
    drawGaussians(key, 11, short);
    drawGaussians(key, 11, long);
    expect([...long.subarray(0, 7)]).toEqual([...short]);
  });
});
