import { expect, test } from 'vitest';
import { toSvg } from '../../figures/render.ts';
import { bandsFigure } from './bands-figure.ts';
import { bandOf, type RunSeries } from './common-grid.ts';

const options = { metric: 'testError', settings: 'd = 32', command: 'twolayer sweep a.yaml' };
/** Runs measured every hundred samples, run k for 5 + k measurements, with values k, k + 1, … */
const runs = (count: number): RunSeries[] =>
  Array.from({ length: count }, (_, k) => {
    const steps = Array.from({ length: 5 + (k % 7) }, (_, i) => i);
    return { id: `run ${k}`, samples: steps.map((i) => 100 * i), values: steps.map((i) => 0.01 * (k + i)) };
  });

test('a band ends with the first run that ends', () => {
  expect(bandOf(runs(4)).map(({ samples }) => samples)).toEqual([0, 100, 200, 300, 400]);
});

test('a band has points only where all runs were measured, and they are measured values', () => {
  const [a, b, c] = [
    { id: 'a', samples: [0, 10, 20, 40], values: [1, 2, null, 4] },
    { id: 'b', samples: [0, 15, 20, 40], values: [5, 6, 7, 8] },
    { id: 'c', samples: [0, 10, 20, 40], values: [9, 9, 9, 9] },
  ];
  expect(bandOf([a!, b!, c!])).toEqual([
    { samples: 0, low: 1, median: 5, high: 9 },
    { samples: 40, low: 4, median: 8, high: 9 },
  ]);
});

test('quartiles of eight runs are the second and the seventh value', () => {
  const eight = [5, 3, 8, 1, 7, 2, 6, 4].map((value, k) => ({
    id: String(k),
    samples: [1],
    values: [value],
  }));
  expect(bandOf(eight)).toEqual([{ samples: 1, low: 2, median: 4, high: 7 }]);
});

test.each(['light', 'dark'] as const)('groups are named with their number of runs (%s)', async (theme) => {
  const groups = [
    { name: 'width 16', runs: runs(8) },
    { name: 'width 64', runs: runs(5) },
  ];
  const { spec, caption } = bandsFigure(groups, options);
  const svg = await toSvg(spec, theme);
  for (const text of ['width 16, N = 8', 'width 64, N = 5', 'samples used', 'testError']) {
    expect(svg).toContain(`>${text}</text>`);
  }
  expect(caption).toContain('width 16, N = 8: the band ends at 400 samples');
  expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
});

test('where runs share no place, or there is one, there is no band, and the caption says so', async () => {
  const apart = runs(3).map((run, k) => ({ ...run, samples: run.samples.map((place) => place + k) }));
  const { spec, caption } = bandsFigure([{ name: '', runs: apart }], options);
  expect(caption).toContain('N = 3: no band');
  expect(await toSvg(spec, 'light')).toContain('samples used');
  expect(bandsFigure([{ name: '', runs: runs(1) }], options).caption).toContain('one run makes no band');
});

test('of ten thousand runs some are drawn, all are in the band', () => {
  const many = runs(10_000);
  const { spec, caption } = bandsFigure([{ name: '', runs: many }], options);
  const drawn = new Set([...JSON.stringify(spec).matchAll(/"run":"(run \d+)"/g)].map((match) => match[1]));
  expect(drawn.size).toBe(60);
  expect(caption).toContain('N = 10,000: the band ends at 400 samples');
  expect(caption).toContain('at most 60 single runs are drawn');
});

test('groups that differ tenfold in samples share a logarithmic axis', () => {
  const slow = runs(3).map((run) => ({ ...run, samples: run.samples.map((place) => 100 * place) }));
  const { spec } = bandsFigure(
    [
      { name: 'a', runs: runs(3) },
      { name: 'b', runs: slow },
    ],
    options,
  );
  expect(JSON.stringify(spec)).toContain('"type":"log"');
});

test('five groups, or none with a measurement after its start, are refused', () => {
  const group = { name: 'a', runs: runs(2) };
  expect(() => bandsFigure([group, group, group, group, group], options)).toThrow(/up to 4 groups, got 5/);
  expect(() => bandsFigure([{ name: '', runs: [{ id: 'a', samples: [0], values: [1] }] }], options)).toThrow(
    /measured after its start/,
  );
});

test('of one group the picture itself says how many runs there are', () => {
  const runs = [1, 2, 3].map((k) => ({ id: `${k}`, samples: [0, 10], values: [k, k] }));
  const shown = { metric: 'testError', settings: 'd = 8', command: 'twolayer sweep a.yaml' };
  const subtitle = (names: readonly string[]) =>
    (
      bandsFigure(
        names.map((name) => ({ name, runs })),
        shown,
      ).spec.title as { subtitle: string }
    ).subtitle;
  expect(subtitle([''])).toMatch(/^N = 3; bold: median/);
  expect(subtitle(['width 4', 'width 8'])).not.toContain('N =');
});
