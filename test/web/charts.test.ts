import { describe, expect, it } from 'vitest';
import type { LiveChart, Snapshot } from '../../src/index.ts';
import { figureCsv } from '../../web/figure/tables.ts';
import {
  columnsOf,
  linearTicks,
  logTicks,
  samplesAt,
  sampleText,
  thinnedSnapshots,
} from '../../web/live/chart-data.ts';

const chart: LiveChart = {
  name: 'x',
  title: 'X',
  scale: 'log',
  lines: [{ metric: 'm', label: 'm', style: 'signal' }],
};
const measured = (...values: number[]) =>
  values.map((m, i) => ({ step: i, time: i, samples: 100 * i, values: { m } }) as unknown as Snapshot);

describe('the columns of a live chart', () => {
  it('the past ends and what follows begins at the present; gaps stay gaps', () => {
    expect(columnsOf(chart, measured(1, 0, 3, 4), 2.5)).toEqual([
      [0, 1, 2, 3],
      [1, null, 3, null],
      [null, null, 3, 4],
    ]);
  });

  it('many measurements are thinned out, but for the last', () => {
    const thin = thinnedSnapshots(measured(...Array.from({ length: 5000 }, (_, i) => i)));
    expect(thin.length).toBeLessThan(700);
    expect(thin.at(-1)!.step).toBe(4999);
  });
});

describe('the ticks of a live chart', () => {
  it('linear ones are round and lie within', () => {
    expect(linearTicks(-0.3, 1.1, 5)).toEqual([0, 0.5, 1]);
    expect(linearTicks(0, 1e-4, 4)).toEqual([0, 5e-5, 1e-4]);
  });

  it('logarithmic ones are powers of ten, thinned out where there are many, with 2 and 5 where there are few', () => {
    expect(logTicks(0.0005, 20, 6)).toEqual([0.001, 0.01, 0.1, 1, 10]);
    expect(logTicks(1e-8, 10, 4)).toEqual([1e-6, 1e-3, 1]);
    expect(logTicks(0.04, 0.3, 5)).toEqual([0.05, 0.1, 0.2]);
  });

  it('samples stand below the times, straight between the measurements and beyond', () => {
    expect([0, 1.5, 3, 6].map((time) => samplesAt(measured(1, 1, 1, 1), time))).toEqual([0, 150, 300, 600]);
    expect([0, 800, 25_000, 1_500_000].map(sampleText)).toEqual(['0', '800', '25k', '1.5M']);
  });
});

describe('the data of a figure as CSV', () => {
  it('has the rows of every mark that shows some, named by its panel, and none of the scaffold', () => {
    const spec = {
      title: { text: 'A, b' },
      vconcat: [
        {
          title: 'Panel',
          layer: [
            { data: { values: [{ y: 1 }] }, mark: { type: 'rule', style: 'grid' } },
            {
              data: {
                values: [
                  { x: 1, y: 2 },
                  { x: 3, z: 'a"b' },
                ],
              },
              mark: { type: 'line', style: 'signal' },
            },
          ],
        },
        { data: { values: [{ x: 5 }] }, mark: 'point' },
      ],
    };
    expect(figureCsv({ spec, caption: '' })).toBe(
      'table,x,y,z\r\nPanel: line signal,1,2,\r\nPanel: line signal,3,,"a""b"\r\n"A, b: point",5,,\r\n',
    );
  });
});
