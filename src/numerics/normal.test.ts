import { describe, expect, it } from 'vitest';
import { millsRatio, normalCdf } from './normal.ts';

describe('the standard normal', () => {
  it('has the probabilities of the printed tables', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 15);
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14);
    expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 15);
    expect(normalCdf(-5) / 2.866515718791939e-7).toBeCloseTo(1, 13);
    expect(normalCdf(-30) / 4.906713927148187e-198).toBeCloseTo(1, 12);
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
  });

  it('has a Mills ratio that obeys M′ = z M − 1, everywhere', () => {
    for (const z of [0.01, 0.5, 1, 2, 3.5, 7, 20, 100, 1000]) {
      const h = 1e-4 * Math.max(1, z);
      const slope =
        (8 * (millsRatio(z + h) - millsRatio(z - h)) - (millsRatio(z + 2 * h) - millsRatio(z - 2 * h))) /
        (12 * h);
      expect(slope / (z * millsRatio(z) - 1)).toBeCloseTo(1, 7);
    }
    expect(millsRatio(1e9) * 1e9).toBeCloseTo(1, 15);
  });
});
