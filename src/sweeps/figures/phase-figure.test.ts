import { expect, test } from 'vitest';
import { cellOf, sweepOf } from '../../../test/sweeps.ts';
import { toSvg } from '../../figures/render.ts';
import { ramps } from '../../figures/scales.ts';
import { proportionOf } from '../../numerics/inference.ts';
import type { Bounds } from '../line.ts';
import { phaseFigure } from './phase-figure.ts';

const options = { x: 'batchSize', y: 'stepSize', command: 'twolayer sweep phase.yaml' };
const outcomes = (successes: number, trials: number): Bounds[] =>
  Array.from({ length: trials }, (_, k) => (k < successes ? [10, 20] : [100, null]));
const sizes = [16, 32, 64];
const rates = [0.1, 0.2, 0.4];
const grid = (successes: (batchSize: number, stepSize: number) => number, trials = 20) =>
  sizes.flatMap((batchSize) =>
    rates.map((stepSize) =>
      cellOf({ batchSize, stepSize }, outcomes(successes(batchSize, stepSize), trials)),
    ),
  );

interface Layer {
  readonly data: { readonly values: readonly Record<string, unknown>[] };
  readonly mark: { readonly type: string; readonly style: string };
}
const layersOf = (spec: unknown) => (JSON.parse(JSON.stringify(spec)) as { layer: Layer[] }).layer;

test('tiles reach half-way to their neighbors, on a logarithmic axis to the geometric mean', () => {
  const [tiles] = layersOf(phaseFigure(sweepOf(grid(() => 20)), options).spec);
  const middle = tiles!.data.values.find(
    ({ at }) => (at as number[])[0] === 32 && (at as number[])[1] === 0.2,
  )!;
  expect(middle.x).toBeCloseTo(32 / Math.SQRT2, 4);
  expect(middle.right).toBeCloseTo(32 * Math.SQRT2, 4);
  expect(middle.y).toBeCloseTo(0.2 / Math.SQRT2, 6);
});

test('tiles of evenly spaced values meet in the middle between them', () => {
  const cells = [0, 1, 2].flatMap((a) =>
    [0.1, 0.2, 0.3].map((b) => cellOf({ initScale: a, stepSize: b }, outcomes(1, 1))),
  );
  const [tiles] = layersOf(phaseFigure(sweepOf(cells), { ...options, x: 'initScale' }).spec);
  expect(tiles!.data.values.map(({ x, right }) => [x, right])).toContainEqual([0.5, 1.5]);
});

test('exactly the tiles whose interval contains a half are hatched', () => {
  const known = [0, 4, 5, 6, 10, 14, 15, 16, 20];
  const cells = grid((n, s) => known[sizes.indexOf(n) * 3 + rates.indexOf(s)]!);
  const { spec, caption } = phaseFigure(sweepOf(cells), options);
  const undecided = known.filter((k) => {
    const [low, high] = proportionOf(k, 20, 0.05).interval;
    return low <= 0.5 && high >= 0.5;
  });
  expect(undecided).toEqual([6, 10, 14]);
  expect(caption).toContain('Hatched, 3 of 9');
  const hatches = layersOf(spec).filter(({ mark }) => mark.type === 'line');
  const strokes = hatches.map(({ mark, data }) => [mark.style, data.values.length > 0]);
  expect(strokes).toEqual([
    ['ink', true],
    ['background', true],
  ]);
});

test.each(['light', 'dark'] as const)(
  'it shows rates in the colors of the scale, counts and a legend (%s)',
  async (theme) => {
    const levels = { name: 'n/(ηd)', values: [1, 5], at: (n: number, eta: number) => n / (eta * 32) };
    const { spec, caption } = phaseFigure(sweepOf(grid((n) => (n > 20 ? 20 : 0))), { ...options, levels });
    const svg = await toSvg(spec, theme);
    for (const text of ['0/20', '20/20', 'success rate', '16', '64', '0.4', '5', 'batchSize n']) {
      expect(svg).toContain(`>${text}</text>`);
    }
    const rgb = (color: string) =>
      `rgb(${[1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16)).join(', ')})`;
    expect(svg).toContain(rgb(ramps[theme][0]!));
    expect(svg).toContain(rgb(ramps[theme].at(-1)!));
    expect(caption).toContain('Lines: n/(ηd).');
    expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
  },
);

test('a level line runs through the values at which its function has that level', () => {
  const levels = { name: 'n/(ηd)', values: [5], at: (n: number, eta: number) => n / (eta * 32) };
  const { spec } = phaseFigure(sweepOf(grid(() => 20)), { ...options, levels });
  const line = layersOf(spec).find(({ data }) => data.values[0]?.level === 5)!.data.values;
  expect(line.length).toBeGreaterThan(10);
  for (const { x, y } of line) expect((x as number) / ((y as number) * 32)).toBeCloseTo(5, 3);
});

test('cells that failed, are pending or were not planned have no color', async () => {
  const cells = [
    cellOf({ batchSize: 16, stepSize: 0.1 }, [null, null]),
    cellOf({ batchSize: 32, stepSize: 0.1 }, [], 3),
    cellOf({ batchSize: 32, stepSize: 0.2 }, outcomes(2, 2)),
  ];
  const { spec, caption } = phaseFigure(sweepOf(cells), options);
  expect(layersOf(spec)[0]!.data.values).toHaveLength(1);
  expect(caption).toContain('7 planned = 2 done + 2 failed + 3 pending; 0 diverged.');
  expect(await toSvg(spec, 'light')).toContain('>0/0</text>');
});

test('nine hundred cells, all undecided, stay a picture below a megabyte', async () => {
  const many = Array.from({ length: 30 }, (_, i) => 2 + i);
  const cells = many.flatMap((batchSize) =>
    many.map((stepSize) => cellOf({ batchSize, stepSize }, outcomes(1, 2))),
  );
  const svg = await toSvg(phaseFigure(sweepOf(cells), options).spec, 'light');
  expect(svg.length).toBeLessThan(700_000);
});

test('what else varies has a panel each, and too many are refused', async () => {
  const over = (widths: readonly number[]) =>
    sweepOf(
      widths.flatMap((width) => grid(() => 20).map((cell) => cellOf({ ...cell.at, width }, outcomes(1, 1)))),
    );
  const { spec } = phaseFigure(over([8, 16]), options);
  expect(spec.concat).toHaveLength(2);
  expect(await toSvg(spec, 'light')).toContain('>width 16</text>');
  const widths = Array.from({ length: 13 }, (_, i) => i + 1);
  expect(() => phaseFigure(over(widths), options)).toThrow(/at most 12 panels, got 13 of width 1, …/);
});

test.each([
  [4, 'With 4 trials a cell none can be decided: 4 of 4 leave [0.40, 1]; it takes 6.'],
  [5, 'none can be decided'],
])('that %i seeds can decide no cell is said', (trials, said) => {
  expect(phaseFigure(sweepOf(grid(() => trials, trials)), options).caption).toContain(said);
});

test('that seeds are too few is said only where they are, and of a search that it chose them', () => {
  const { caption } = phaseFigure(sweepOf(grid(() => 6, 6)), { ...options, sought: 0.8 });
  expect(caption).not.toContain('none can be decided');
  expect(caption).toContain('Hatched, 0 of 9');
  expect(caption).toContain('do not have their stated coverage');
});
