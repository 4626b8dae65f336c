import { expect, test } from 'vitest';
import { cellOf, sweepOf } from '../../../test/sweeps.ts';
import { fitResults } from '../fit.ts';
import type { Bounds } from '../line.ts';
import { fittedSeries } from './fitted-series.ts';

const dims = [32, 64, 128, 256, 512];
/** Twelve runs around c·d^α, within intervals of 1 %, some of the largest cut off. */
const runs = (median: number, limit = Infinity): Bounds[] =>
  Array.from({ length: 12 }, (_, k) => {
    const value = median * 1.04 ** (((k * 7) % 12) - 5.5);
    return value > limit ? [limit, null] : [0.995 * value, 1.005 * value];
  });
const results = sweepOf(
  dims.flatMap((inputDim) =>
    [16, 64].map((width) => cellOf({ inputDim, width }, runs((100 + width) * inputDim ** 1.5, 1.8e6))),
  ),
);

test('fits have the names of the series that figures show, and curves through the data', () => {
  const series = fittedSeries(results, fitResults(results));
  expect(series.map(({ series: name }) => name)).toEqual(['width 16', 'width 64']);
  for (const [i, { curves }] of series.entries()) {
    const power = curves.find(({ name }) => name.startsWith('c·d^'))!;
    for (const d of dims) expect(power.at(d) / ([116, 164][i]! * d ** 1.5)).toBeCloseTo(1, 1);
    expect(curves.filter(({ role }) => role === 'best')).toHaveLength(1);
  }
});

test('every candidate is a row of the comparison, and the exponent is told with its interval', () => {
  const [{ laws, exponents }] = fittedSeries(results, fitResults(results)) as [
    ReturnType<typeof fittedSeries>[0],
  ];
  expect(laws.length).toBeGreaterThan(4);
  expect(laws[0]).toMatchObject({ delta: 0, verdict: 'best' });
  expect(exponents[0]!.said).toMatch(
    /^1\.5\d\d \[1\.\d+, 1\.\d+\], 95 % by profile likelihood$|^1\.4\d\d \[/,
  );
});

test('every law of a fit is positive and finite over its data', () => {
  for (const { curves } of fittedSeries(results, fitResults(results))) {
    for (const { at } of curves) for (const d of dims) expect(at(d)).toBeGreaterThan(0);
  }
});
