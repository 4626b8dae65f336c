import { expect, test } from 'vitest';
import { contour } from './contour.ts';
import { hatched } from './hatch.ts';
import { evenlyThinned, packed } from './packing.ts';
import { isGeometric, roundValues, sweptAxis, tickLabel } from './swept-axis.ts';

test.each([
  [[32, 64, 128], true],
  [[1, 2, 3, 4], false],
  [[0.1, 0.3, 1, 3], true],
  [[0, 1, 10], false],
  [[10, 20], true],
  [[10, 15], false],
  [[16, 24, 32, 48, 64], true],
])('%j is swept geometrically: %s', (values, is) => {
  expect(isGeometric(values)).toBe(is);
});

test('an axis reads back the value that stands at a place', () => {
  for (const axis of [sweptAxis([32, 64, 128]), sweptAxis([-1, 0, 1])]) {
    for (const share of [0, 0.3, 1]) expect(axis.position(axis.at(share))).toBeCloseTo(share, 12);
  }
  expect(sweptAxis([32, 64, 128]).axis.values).toEqual([32, 64, 128]);
});

test.each([
  [[1000, 200_000], true, [1000, 10_000, 100_000]],
  [[30, 900], true, [50, 100, 200, 500]],
  [[-0.3, 1], false, [-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1]],
  [[31, 39], true, []],
] as const)('round values in %j (logarithmic: %s) are %j', (range, isLog, expected) => {
  expect(roundValues([...range], isLog)).toEqual(expected);
});

test.each([
  [0, '0'],
  [0.05, '0.05'],
  [4096, '4,096'],
  [2e6, '2×10⁶'],
  [1e-4, '10⁻⁴'],
  [-0.2, '−0.2'],
])('%d is written %s', (value, text) => {
  expect(tickLabel(value)).toBe(text);
});

test('bars in one column do not overlap, and columns fill from the middle', () => {
  const bars = Array.from({ length: 60 }, (_, i) => [(i * 7) % 31, ((i * 7) % 31) + 3 + (i % 5)] as const);
  const columns = packed(bars, 1);
  for (const column of new Set(columns)) {
    const own = bars.filter((_, i) => columns[i] === column).sort((a, b) => a[0] - b[0]);
    for (const [i, [, top]] of own.slice(0, -1).entries())
      expect(own[i + 1]![0]).toBeGreaterThanOrEqual(top + 1);
  }
  expect(
    packed(
      [
        [0, 1],
        [0, 1],
        [0, 1],
        [5, 6],
      ],
      1,
    ),
  ).toEqual([0, 1, -1, 0]);
});

test('thinning keeps the first, the last and even ranks between them', () => {
  expect(evenlyThinned([1, 2, 3], 5)).toEqual([1, 2, 3]);
  expect(evenlyThinned([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
});

test('hatching stays in its rectangle at 45°, and a small one has its diagonal', () => {
  const strokes = hatched(40, 20, 6);
  expect(strokes.length).toBeGreaterThan(7);
  for (const [x, y, x2, y2] of strokes) {
    for (const [at, end] of [
      [x, 40],
      [x2, 40],
      [y, 20],
      [y2, 20],
    ] as const) {
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(end);
    }
    expect(x2 - x).toBeCloseTo(y2 - y, 12);
  }
  expect(hatched(3, 2, 6)).toEqual([[0, 0, 3, 2]]);
});

test('the contour of a distance is one closed circle', () => {
  const curves = contour((x, y) => Math.hypot(x - 0.5, y - 0.5), 0.3);
  expect(curves).toHaveLength(1);
  for (const [x, y] of curves[0]!) expect(Math.hypot(x - 0.5, y - 0.5)).toBeCloseTo(0.3, 2);
  expect(curves[0]![0]).toEqual(curves[0]!.at(-1));
});

test('a level that is nowhere has no contour, and two hills have two', () => {
  expect(contour((x, y) => x + y, 3)).toEqual([]);
  const hills = (x: number, y: number) =>
    Math.min(Math.hypot(x - 0.25, y - 0.5), Math.hypot(x - 0.75, y - 0.5));
  expect(contour(hills, 0.1)).toHaveLength(2);
});
