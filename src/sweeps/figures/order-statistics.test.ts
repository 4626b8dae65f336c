import { expect, test } from 'vitest';
import type { Bounds } from '../line.ts';
import { quantileBounds } from './order-statistics.ts';

test('a quantile of intervals holds the quantile of whatever values lie in them', () => {
  const bounds: Bounds[] = [
    [0, 10],
    [5, 7],
    [6, null],
    [8, 20],
    [30, null],
  ];
  // Every choice of values within the bounds, at their ends and in between.
  const choices = bounds.map(([low, high]) => [low + 1e-9, high ?? low + 1000, (low + (high ?? 50)) / 2]);
  const all = choices.reduce<number[][]>(
    (sets, own) => sets.flatMap((set) => own.map((v) => [...set, v])),
    [[]],
  );
  for (const share of [0.25, 0.5, 0.75]) {
    const [low, high] = quantileBounds(bounds, share);
    for (const values of all) {
      const quantile = [...values].sort((a, b) => a - b)[Math.ceil(share * 5) - 1]!;
      expect(quantile).toBeGreaterThan(low);
      expect(quantile).toBeLessThanOrEqual(high ?? Infinity);
    }
  }
});

test('a median is open above where half of the values are, and closed where fewer are', () => {
  expect(
    quantileBounds(
      [
        [1, 2],
        [3, null],
        [3, null],
      ],
      0.5,
    ),
  ).toEqual([3, null]);
  expect(
    quantileBounds(
      [
        [1, 2],
        [3, 4],
        [3, null],
      ],
      0.5,
    ),
  ).toEqual([3, 4]);
});
