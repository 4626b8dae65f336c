import { expect, test } from 'vitest';
import { cellOf, sweepOf } from '../../../test/sweeps.ts';
import { toSvg } from '../../figures/render.ts';
import type { Bounds } from '../line.ts';
import { scalingFigure } from './scaling-figure.ts';

const COMMAND = 'twolayer sweep samples.yaml';
const options = { axis: 'inputDim', unit: 'samples', command: COMMAND } as const;
const around = (value: number, seeds: number): Bounds[] =>
  Array.from({ length: seeds }, (_, k) => [value * (1 + 0.01 * k), value * (1.1 + 0.01 * k)]);
const dims = [32, 64, 128];

interface Row {
  readonly kind: string;
  readonly inputDim: number;
  readonly x: number;
  readonly low: number;
  readonly value: number;
  readonly runs: number;
}

/** The marks that a specification draws. */
function marksOf(spec: unknown): Row[] {
  const text = JSON.stringify(spec);
  const layers = (JSON.parse(text) as { layer: { data?: { values: Row[] }; layer?: unknown }[] }).layer;
  return layers.filter(({ layer }) => layer !== undefined).flatMap(({ data }) => data!.values);
}

test('every run is a mark at its first measurement of success, with a bar down to the last before', () => {
  const results = sweepOf(dims.map((inputDim) => cellOf({ inputDim }, around(100 * inputDim, 5))));
  const marks = marksOf(scalingFigure(results, options).spec);
  expect(marks).toHaveLength(15);
  const known = results.cells.flatMap(({ lines }) => lines.map(({ hit }) => hit!.samples));
  expect(marks.map(({ low, value }) => [low, value])).toEqual(known);
});

test('equal runs of a cell stand apart, but nearer to their own value than to a neighbor', () => {
  const results = sweepOf(dims.map((inputDim) => cellOf({ inputDim }, Array(40).fill([100, 110]))));
  const marks = marksOf(scalingFigure(results, options).spec);
  expect(new Set(marks.map(({ x }) => x)).size).toBe(120);
  for (const { x, inputDim } of marks) expect(Math.abs(Math.log2(x / inputDim))).toBeLessThan(0.5);
});

test('unfinished runs stay: one mark a place, at the last measurement, with how many they are', async () => {
  const cut: Bounds[] = [...around(3200, 2), [5000, null], [5000, null], [6000, null]];
  const { spec, caption } = scalingFigure(sweepOf([cellOf({ inputDim: 32 }, cut)]), options);
  const open = marksOf(spec).filter(({ kind }) => kind === 'not reached at the last measurement');
  expect(open.map(({ value, runs }) => [value, runs])).toEqual([
    [5000, 2],
    [6000, 1],
  ]);
  expect(caption).toContain('3 runs that had not got there');
  expect(await toSvg(spec, 'light')).toContain('not reached at the last measurement');
});

test('its caption counts what was planned, failed, pending and diverged, and says how to repeat it', () => {
  const cell = cellOf({ inputDim: 32 }, [[10, 20], null, [30, null]], 2);
  const lines = cell.lines.map((line, i) => (i === 2 ? { ...line, status: 'diverged' as const } : line));
  const { caption } = scalingFigure(sweepOf([{ ...cell, lines }]), options);
  expect(caption).toContain('5 planned = 2 done + 1 failed + 2 pending; 1 diverged.');
  expect(caption).toContain(`Repeat it: ${COMMAND}`);
  expect(caption).toContain('d = 32, p = 64, n = 80, η = 0.1, θ = 0.1');
});

test('runs at 0 stand on the lower edge, and the caption says so', async () => {
  const { spec, caption } = scalingFigure(
    sweepOf([
      cellOf({ inputDim: 32 }, [
        [0, 0],
        [0, 50],
        [0, null],
      ]),
    ]),
    options,
  );
  expect(caption).toContain('1 in which the rule held from the start, 1 that were not measured again');
  expect(await toSvg(spec, 'light')).toContain('held from the start');
});

const law = (factor: number) => (d: number) => factor * d * Math.log(d);

test.each(['light', 'dark'] as const)(
  'laws and a reference are drawn with their names, ticks stand at the values (%s)',
  async (theme) => {
    const results = sweepOf(dims.map((inputDim) => cellOf({ inputDim }, around(100 * inputDim, 3))));
    const { spec, caption } = scalingFigure(results, {
      ...options,
      fits: [
        {
          series: '',
          exponents: [],
          curves: [
            { name: 'd ln d', role: 'best', at: law(25) },
            { name: 'd^1.2', role: 'rival', at: (d) => 60 * d ** 1.2 },
          ],
          laws: [],
          words: ['The exponent is 1.2.'],
        },
      ],
      reference: { name: 'kernel, d²', role: 'reference', at: (d) => 3 * d * d },
    });
    const svg = await toSvg(spec, theme);
    for (const text of ['d ln d', 'd^1.2', 'kernel, d²', '32', '64', '128', '10,000', 'inputDim d']) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(caption).toContain('The exponent is 1.2.');
    expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
  },
);

const grid = (widths: readonly number[]) =>
  dims.flatMap((inputDim) =>
    widths.map((width) =>
      cellOf({ inputDim, width, batchSize: 2.5 * inputDim }, around(inputDim * width, 3)),
    ),
  );

test('up to four series share a board in colors of their own; an expression of the axis makes none', async () => {
  const { spec } = scalingFigure(sweepOf(grid([16, 64])), options);
  const svg = await toSvg(spec, 'light');
  expect(svg).toContain('>width 16</text>');
  expect(svg).toContain('>width 64</text>');
  expect(svg).not.toContain('batchSize');
});

test('more series than colors have a panel each, on the same axes', async () => {
  const { spec } = scalingFigure(sweepOf(grid([8, 16, 32, 64, 128])), options);
  expect(spec.concat).toHaveLength(5);
  expect(await toSvg(spec, 'dark')).toContain('>width 128</text>');
});

test('of ten thousand runs some are drawn, least and largest among them, and the caption says so', () => {
  const results = sweepOf([cellOf({ inputDim: 32 }, around(1000, 10_000))]);
  const { spec, caption } = scalingFigure(results, options);
  const values = marksOf(spec).map(({ value }) => value);
  expect(values.length).toBeLessThanOrEqual(1500);
  expect(Math.min(...values)).toBe(1100);
  expect(Math.max(...values)).toBeCloseTo(1000 * (1.1 + 99.99), 6);
  expect(caption).toContain('evenly by rank');
  expect(JSON.stringify(spec).length).toBeLessThan(500_000);
});

test.each([
  ['no trial has ended', sweepOf([cellOf({ inputDim: 32 }, [], 3)])],
  ['all are unfinished', sweepOf([cellOf({ inputDim: 32 }, [[100, null]])])],
  ['there is one run', sweepOf([cellOf({ inputDim: 32 }, [[100, 120]])])],
])('it is drawn where %s', async (_, results) => {
  expect(await toSvg(scalingFigure(results, options).spec, 'light')).toContain('inputDim d');
});

test('an axis that is not a positive number is refused', () => {
  const named = sweepOf([cellOf({ loss: 'logistic' }, [[1, 2]])]);
  expect(() => scalingFigure(named, { ...options, axis: 'loss' })).toThrow(
    /must be a number .* got loss "logistic"/,
  );
  const zero = sweepOf([cellOf({ initScale: 0 }, [[1, 2]])]);
  expect(() => scalingFigure(zero, { ...options, axis: 'initScale' })).toThrow(/above 0, got initScale 0/);
});

test('the subtitle explains the numbers over triangles, where there are any', () => {
  const subtitle = (bounds: Bounds[]) => {
    const cells = [8, 16].map((inputDim) => cellOf({ inputDim }, bounds));
    const { spec } = scalingFigure(sweepOf(cells), { axis: 'inputDim', unit: 'samples', command: 'a' });
    return (spec.title as { subtitle: string }).subtitle;
  };
  const shared = 'numbers: runs at the same place';
  expect(
    subtitle([
      [10, 20],
      [30, null],
      [30, null],
    ]),
  ).toContain(shared);
  expect(
    subtitle([
      [10, 20],
      [10, 20],
      [30, null],
      [40, null],
    ]),
  ).not.toContain(shared);
});
