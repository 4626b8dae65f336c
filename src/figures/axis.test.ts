import { expect, test } from 'vitest';
import { logAxis, powerOfTen, roundTicks, symlogAxis } from './axis.ts';
import { clipped } from './clip.ts';
import { spread } from './spread.ts';

test('powers of ten are digits near 1 and superscripts far from it', () => {
  expect([-4, -3, 0, 3, 12].map(powerOfTen)).toEqual(['10⁻⁴', '0.001', '1', '1000', '10¹²']);
});

test('a logarithmic axis has a tick a power of ten, and few over many decades', () => {
  expect(logAxis(0.002, 30).axis.values).toEqual([0.01, 0.1, 1, 10]);
  const wide = logAxis(1e-20, 1e20).axis.values;
  expect(wide.length).toBeGreaterThan(4);
  expect(wide.length).toBeLessThanOrEqual(9);
});

test('a logarithmic axis has its middle at the geometric mean, and zero below it', () => {
  const { position } = logAxis(1e-2, 1e2);
  expect(position(1)).toBeCloseTo(0.5, 12);
  expect(position(0)).toBeLessThan(0);
  expect(position(-1)).toBeLessThan(0);
});

test('an axis linear around zero has ticks of both signs within its range only', () => {
  expect(symlogAxis(-0.02, 2, -3, 400).axis.values).toEqual([-0.01, -0.001, 0, 0.001, 0.01, 0.1, 1]);
  expect(symlogAxis(-0.02, 2, -3, 80).axis.values).toEqual([-0.01, 0, 0.01, 0.1, 1]);
});

test.each([
  [15.6, 10, 2],
  [1, 10, 0.1],
  [156000, 6, 50000],
  [0.07, 6, 0.02],
])('ticks up to %d, about %d of them, are %d apart', (end, count, step) => {
  const ticks = roundTicks(end, count);
  expect(ticks.slice(0, 2)).toEqual([0, step]);
  expect(end - ticks.at(-1)!).toBeLessThan(step);
});

test('a curve is cut where it crosses the ends of an axis', () => {
  const points = [
    { time: 0, value: 1 },
    { time: 1, value: 1e-2 },
    { time: 2, value: 1e4 },
  ];
  const cut = clipped(points, logAxis(0.1, 100));
  expect(cut.map(({ value }) => value)).toEqual([1, 0.1, null, 0.1, 100, null]);
  expect(cut[1]!.time).toBeCloseTo(0.5, 12);
  expect(cut[3]!.time).toBeCloseTo(1 + 1 / 6, 12);
  expect(cut[4]!.time).toBeCloseTo(1 + 4 / 6, 12);
});

test('a curve is broken where nothing was measured', () => {
  const points = [1, null, null, 1].map((value, time) => ({ time, value }));
  expect(clipped(points, logAxis(0.1, 10)).map(({ value }) => value)).toEqual([1, null, 1]);
});

test('labels that are far apart stay, and labels that overlap are stacked around their mean', () => {
  expect(spread([50, 10], 14, 100)).toEqual([50, 10]);
  expect(spread([50, 50], 14, 100)).toEqual([43, 57]);
});

test('stacked labels push others along, in order, and stay in their room', () => {
  const heights = spread([98, 100, 99, 85], 14, 100);
  expect(heights).toEqual([72, 100, 86, 58]);
});
