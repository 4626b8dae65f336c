import { describe, expect, it } from 'vitest';
import { createWasmEngine } from '../engines/wasm.ts';
import { toSvg } from '../figures/render.ts';
import { seedsFrom } from '../numerics/streams.ts';
import type { LiveChart, Snapshot } from './experiment.ts';
import { liveChartFigure, liveExtent, livePhases, liveValue } from './live-chart-figure.ts';
import { resolveTrial, startTrial } from './trial.ts';
import { twoPhases } from './xor/two-phases.ts';

const logarithmic: LiveChart = { name: 'x', title: 'X', scale: 'log', lines: [] };
const linear: LiveChart = { ...logarithmic, scale: 'linear' };
const reading = (...phases: { name: string; end: number | null }[]) => ({
  phases,
  predictions: [],
  ledger: [],
  diagnosis: null,
});

function watched() {
  const settings = resolveTrial(twoPhases, { inputDim: 30, width: 24, batchSize: 400 });
  const trial = startTrial(twoPhases, settings, seedsFrom(0), createWasmEngine());
  while (trial.advance());
  return { snapshots: trial.snapshots, record: trial.record({ version: '', commit: null }) };
}

describe('a live chart as a figure', () => {
  it('is drawn without a warning from the first measurement on, with predictions that reach beyond it', async () => {
    const { snapshots, record } = watched();
    const { charts, read } = twoPhases.live!;
    for (const chart of charts)
      for (const count of [1, 2, snapshots.length]) {
        const svg = await toSvg(
          liveChartFigure(chart, snapshots.slice(0, count), read(record)).spec,
          'light',
        );
        expect(svg).toContain(chart.title);
        expect(Number(/width="([\d.]+)"/.exec(svg)![1])).toBeLessThan(800);
      }
  });

  it('a value that its axis cannot show is a gap', () => {
    const snapshot = { values: { a: 0, b: [1, -2], c: Infinity } } as unknown as Snapshot;
    const at = (chart: LiveChart, metric: string, entry?: number) =>
      liveValue(
        chart,
        { metric, label: '', style: 'signal', ...(entry !== undefined && { entry }) },
        snapshot,
      );
    expect([at(logarithmic, 'a'), at(linear, 'a')]).toEqual([null, 0]);
    expect([at(logarithmic, 'b', 1), at(linear, 'b', 1), at(linear, 'b', 0)]).toEqual([null, -2, 1]);
    expect([at(linear, 'c'), at(linear, 'missing')]).toEqual([null, null]);
  });

  it('an axis holds its values; a logarithmic one stays positive and readable', () => {
    const [low, high] = liveExtent(logarithmic, [1e-30, 1]);
    expect(low).toBeGreaterThan(1e-10);
    expect(high).toBeGreaterThan(1);
    expect(liveExtent(linear, [2, 3])[0]).toBe(0);
    expect(liveExtent(linear, [-1, 3])[0]).toBeLessThan(-1);
    expect(liveExtent(linear, [])).toEqual([0, 1]);
  });

  it('phases follow each other up to the end, and what follows the last is tuned', () => {
    const bands = (...phases: { name: string; end: number | null }[]) =>
      livePhases(reading(...phases), 10).map(({ name, from, to }) => [name, from, to]);
    expect(bands({ name: 'finding', end: null }, { name: 'tuning', end: null })).toEqual([
      ['finding', 0, 10],
    ]);
    expect(bands({ name: 'finding', end: 4 }, { name: 'tuning', end: null })).toEqual([
      ['finding', 0, 4],
      ['tuning', 4, 10],
    ]);
    expect(bands({ name: 'finding', end: 4 }, { name: 'tuning', end: 7 }).at(-1)).toEqual(['tuned', 7, 10]);
    expect(bands({ name: 'finding', end: 12 }, { name: 'tuning', end: 13 })).toEqual([['finding', 0, 10]]);
    expect(livePhases(undefined, 10)).toEqual([]);
  });
});
