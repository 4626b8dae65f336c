import { describe, expect, it } from 'vitest';
import { createLab } from '../lab.ts';
import { runMethod } from './methods.ts';

const lab = createLab();
const runOf = (given: object, seed: number) =>
  lab.start({ width: 1, batchSize: 1, testSize: 1, ...given }, seed).run;
const seeds = Array.from({ length: 12 }, (_, seed) => seed);
const noise = { corruption: 'label-noise', flipProbability: 0.1 };

describe('a search among all pairs', () => {
  it('has the answer once every other pair has been wrong, about 2 log₂ d samples', () => {
    for (const inputDim of [16, 128]) {
      const found = seeds.map(
        (seed) => runMethod('pair-search', runOf({ inputDim, coordinates: [3, 2] }, seed)).samples!,
      );
      // All of the other N pairs have agreed n times in a row, or all disagreed, with probability ≤ N 2^{1−n}.
      const pairs = (inputDim * (inputDim - 1)) / 2 - 1;
      const mean = found.reduce((sum, n) => sum + n, 0) / found.length;
      expect(mean).toBeGreaterThan(Math.log2(pairs) - 1);
      expect(mean).toBeLessThan(Math.log2(pairs) + 4);
    }
  });

  it('has it with a tenth of the labels wrong too, and not with random ones', () => {
    const given = { inputDim: 32, ...noise };
    for (const seed of seeds.slice(0, 5)) {
      expect(runMethod('pair-search', runOf(given, seed)).samples).not.toBeNull();
      const random = runOf({ ...given, flipProbability: 0.5 }, seed);
      expect(runMethod('pair-search', random).samples).toBeNull();
    }
  });
});

describe('linear algebra on bits', () => {
  it('has any parity after d samples and a few: random bits lack full rank with probability 2^−extra', () => {
    for (const inputDim of [16, 70]) {
      for (const seed of seeds) {
        const { samples } = runMethod('linear-algebra', runOf({ inputDim, coordinates: [5, 16] }, seed));
        expect(samples).toBeGreaterThanOrEqual(inputDim);
        expect(samples).toBeLessThan(inputDim + 15);
      }
    }
  });

  it('fails when labels are wrong: none of d may be, which has probability 0.9^d', () => {
    for (const seed of seeds.slice(0, 10)) {
      expect(runMethod('linear-algebra', runOf({ inputDim: 128, ...noise }, seed)).samples).toBeNull();
    }
  });
});
