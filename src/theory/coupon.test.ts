import { expect, it } from 'vitest';
import { allClustersTaken } from './coupon.ts';

it('allClustersTaken counts the words of p letters among four in which none is missing', () => {
  for (let width = 1; width <= 8; width++) {
    const words = 4 ** width;
    let complete = 0;
    for (let word = 0; word < words; word++) {
      const letters = new Set(Array.from({ length: width }, (_, k) => Math.floor(word / 4 ** k) % 4));
      complete += letters.size === 4 ? 1 : 0;
    }
    expect(allClustersTaken(width)).toBeCloseTo(complete / words, 14);
  }
});
