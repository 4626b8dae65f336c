import { expect, test } from 'vitest';
import { toSvg } from '../../figures/render.ts';
import type { Group } from '../observations.ts';
import { searchFigure } from './search-figure.ts';

const options = {
  setting: 'width',
  probability: 0.9,
  against: 'inputDim',
  success: 'testError < 0.01',
  command: 'twolayer sweep a.yaml',
};
const counts = { unfinished: 0, diverged: 0, failed: 0, pending: 0 };
const group = (at: Group['at'], bounds: readonly (readonly [number, number, number])[]): Group => ({
  at,
  observations: bounds.map(([x, low, high]) => ({ x, seed: '', low, high })),
  ...counts,
});
const found = group({ stepSize: 0.1 }, [
  [32, 8, 10],
  [64, 12, Infinity],
  [128, 0, 20],
]);

test.each(['light', 'dark'] as const)(
  'a search is a bar between what it found, open where it found nothing (%s)',
  async (theme) => {
    const { spec, caption } = searchFigure([found], options);
    const bars = (spec.layer as { data: { values: object[] } }[])[0]!.data.values;
    expect(bars).toMatchObject([
      { x: 32, low: 8, value: 10, end: 'found' },
      { x: 64, low: 12, end: 'more was not tried' },
      { x: 128, value: 20, end: 'less was not tried' },
    ]);
    expect(caption).toContain('A bar is a search, 3 in all');
    expect(caption).toContain('Triangles: 2 that are open');
    const svg = await toSvg(spec, theme);
    for (const text of ['32', '64', '128', 'width p', '10', '20']) expect(svg).toContain(`>${text}</text>`);
    expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
  },
);

test('groups are named by what they differ in', async () => {
  const other = group({ stepSize: 0.2 }, [[32, 5, 6]]);
  const svg = await toSvg(searchFigure([found, other], options).spec, 'light');
  expect(svg).toContain('>stepSize 0.2</text>');
});

test('searches without an end are refused, and say nothing beside others', () => {
  const blind = group({ stepSize: 0.1 }, [[32, 0, Infinity]]);
  expect(() => searchFigure([blind], options)).toThrow(/nothing to draw/);
  const both = searchFigure(
    [
      group({}, [
        [32, 0, Infinity],
        [64, 5, 6],
      ]),
    ],
    options,
  );
  expect(both.caption).toContain('A bar is a search, 1 in all');
});
