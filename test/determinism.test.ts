import { describe, expect, it } from 'vitest';
import { createLayers } from '../src/engines/engine.ts';
import { engines } from '../src/engines/index.ts';
import type { Trial } from '../src/experiments/trial.ts';
import { seedsFrom, streamKey } from '../src/numerics/streams.ts';
import { drawBatch } from '../src/training/setup.ts';
import { trainStep } from '../src/training/step.ts';
import { recordOf, trialOf } from './trials.ts';

const layersOf = ({ run }: Trial) => {
  const layers = createLayers(run.engine, run.network.inputDim, run.network.width);
  run.engine.readLayers(run.network, layers);
  return layers;
};

describe.each(engines)('on engine $name', ({ precision }) => {
  it('the same settings and seeds give the same weights', () => {
    const given = { inputDim: 17, width: 9, batchSize: 33, steps: 20, testSize: 50, precision };
    const hashes = [0, 0, 1].map((seed) => recordOf(given, seed).summary.weightsHash);
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  it('a network of width 32 is the first 32 neurons of one of width 64 at the start', () => {
    const [narrow, wide] = [32, 64].map((width) => layersOf(trialOf({ inputDim: 50, width, precision })));
    expect(wide!.firstLayer.slice(0, 32 * 50)).toEqual(narrow!.firstLayer);
    expect(wide!.secondLayer.slice(0, 32)).toEqual(narrow!.secondLayer);
  });

  it('batches of 64 and of 128 start with the same 64 samples, and sample i is a function of i alone', () => {
    const { run } = trialOf({ inputDim: 70, precision });
    const key = streamKey(seedsFrom(3), 'inputs');
    const rows = (first: number, count: number) => {
      drawBatch(run, key, first, count);
      const { x, y } = run.batch;
      return [...x.rows.array.slice(0, count * x.stride), ...y.array.slice(0, count)];
    };
    const [small, large] = [rows(0, 64), rows(0, 128)];
    expect(large.slice(0, 64 * 3)).toEqual(small.slice(0, 64 * 3));
    expect(rows(41, 1).slice(0, 3)).toEqual(large.slice(41 * 3, 42 * 3));
  });

  it('a batch streamed in slabs is drawn once each sample: two steps of 600 see the samples of one of 1200', () => {
    // With a frozen network the mean gradient over 1200 samples is the mean of the two over 600.
    const gradients = [
      [600, 2],
      [1200, 1],
    ].map(([batchSize, steps]) => {
      const { run } = trialOf({
        inputDim: 30,
        width: 5,
        batchSize,
        firstLayerRate: 0,
        secondLayerRate: 0,
        precision,
      });
      const sum = new Float64Array(run.gradient.secondLayer.array.length);
      for (let step = 0; step < steps!; step++) {
        trainStep(run);
        run.gradient.secondLayer.array.forEach((value, j) => {
          sum[j]! += value / steps!;
        });
      }
      return sum;
    });
    for (const [j, value] of gradients[0]!.entries())
      expect(Math.abs(value - gradients[1]![j]!)).toBeLessThan(1e-8);
  });
});

describe('the sphere', () => {
  it('puts every neuron at norm θ with |a| = θ, and both signs of a', () => {
    const { firstLayer, secondLayer } = layersOf(
      trialOf({ inputDim: 31, width: 200, initScale: 0.3, precision: 'float64' }),
    );
    for (let j = 0; j < 200; j++) {
      expect(Math.hypot(...firstLayer.slice(j * 31, (j + 1) * 31))).toBeCloseTo(0.3, 12);
      expect(Math.abs(secondLayer[j]!)).toBe(0.3);
    }
    const positive = secondLayer.filter((a) => a > 0).length;
    expect(Math.abs(positive - 100)).toBeLessThan(5 * Math.sqrt(50));
  });
});

describe('output scales', () => {
  it('are one model: sum form with weights of size s is mean form with s√p and mean-field gradients', () => {
    const p = 16;
    const common = { inputDim: 12, width: p, batchSize: 64, steps: 30, testSize: 50, precision: 'float64' };
    const mean = recordOf({ ...common, initScale: 0.2 });
    const sum = recordOf({ ...common, outputScale: 'sum', meanField: false, initScale: 0.2 / Math.sqrt(p) });
    const margins = [mean, sum].map(({ summary }) => summary.clusterMargins as number[]);
    for (const [c, margin] of margins[0]!.entries()) expect(margins[1]![c]).toBeCloseTo(margin, 10);
  });
});

describe('evaluation', () => {
  it('on the test stream agrees with the exact population error by enumeration within five standard errors', () => {
    const { series } = recordOf({ inputDim: 10, width: 20, batchSize: 100, testSize: 20_000, steps: 60 });
    const exact = series.populationError as number[];
    for (const [i, error] of (series.testError as number[]).entries()) {
      const sigma = Math.sqrt((exact[i]! * (1 - exact[i]!)) / 20_000);
      expect(Math.abs(error - exact[i]!)).toBeLessThanOrEqual(5 * sigma + 1e-9);
    }
  });

  it('has no population error above 16 inputs', () => {
    expect(recordOf({ inputDim: 17, steps: 1 }).series).not.toHaveProperty('populationError');
  });
});
