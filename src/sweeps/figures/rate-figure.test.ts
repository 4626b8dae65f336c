import { expect, test } from 'vitest';
import { cellOf, sweepOf } from '../../../test/sweeps.ts';
import { toSvg } from '../../figures/render.ts';
import type { Bounds } from '../line.ts';
import { rateFigure } from './rate-figure.ts';

const outcomes = (successes: number, trials: number): Bounds[] =>
  Array.from({ length: trials }, (_, k) => (k < successes ? [10, 20] : [100, null]));
const options = { axis: 'width', command: 'twolayer sweep width.yaml' };

test.each(['light', 'dark'] as const)(
  'rates have exact intervals, ticks and the predicted curve (%s)',
  async (theme) => {
    const results = sweepOf([4, 8, 16].map((width, i) => cellOf({ width }, outcomes(5 * i, 10))));
    const prediction = {
      name: 'all clusters drawn',
      role: 'best',
      at: (p: number) => (1 - 2 ** (-p / 2)) ** 2,
    } as const;
    const { spec, caption } = rateFigure(results, { ...options, prediction });
    const svg = await toSvg(spec, theme);
    for (const text of ['0%', '50%', '100%', '4', '8', '16', 'all clusters drawn', 'width p']) {
      expect(svg).toContain(`>${text}</text>`);
    }
    // Clopper and Pearson for 5 of 10, from their closed form in tables.
    expect(JSON.stringify(spec)).toMatch(/"low":0\.1870\d*,"high":0\.8129\d*/);
    expect(caption).toContain('30 planned = 30 done + 0 failed + 0 pending');
    expect(caption).toContain('Dashed: all clusters drawn.');
  },
);

test('cells without a trial have no point, and more series than colors are refused', () => {
  const waiting = rateFigure(sweepOf([cellOf({ width: 4 }, [], 2)]), options);
  expect(JSON.stringify(waiting.spec)).not.toContain('"trials"');
  const many = [1, 2, 3, 4, 5].map((inputDim) => cellOf({ width: 4, inputDim }, outcomes(1, 1)));
  expect(() => rateFigure(sweepOf(many), options)).toThrow(/at most 4 series, got 5/);
});

test('of a search the rule is at the probability sought, and there are no intervals of a fixed number of trials', async () => {
  const results = sweepOf([4, 8].map((width, i) => cellOf({ width }, outcomes(5 * i, 10 + i))));
  const { spec, caption } = rateFigure(results, { ...options, sought: 0.8 });
  const { layer } = JSON.parse(JSON.stringify(spec)) as { layer: { data: { values: object[] } }[] };
  expect(layer[0]!.data.values).toEqual([{ value: 0.8 }]);
  expect(JSON.stringify(spec)).not.toContain('"low"');
  expect(await toSvg(spec, 'light')).toContain('>11</text>');
  expect(caption).toContain('would not have their stated coverage');
  expect(caption).not.toContain('Clopper');
});
