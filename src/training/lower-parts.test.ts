import { describe, expect, it } from 'vitest';
import { createPlainEngine } from '../engines/plain.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { createLowerParts } from './lower-parts.ts';

const [COUNT, DIM] = [600, 5];

/** Gaussian samples in two slabs, with labels 3 + 2z1 − z3 + z1 z2. */
function slabs() {
  const engine = createPlainEngine();
  const key = streamKey(seedsFrom(1), 'inputs');
  return [
    [0, 250],
    [250, COUNT - 250],
  ].map(([first, count]) => {
    const samples = engine.createSamples('dense', DIM, COUNT);
    if (samples.kind !== 'dense') throw new Error('dense');
    engine.drawGaussians(key, first!, count!, samples);
    const row = (s: number) => samples.rows.array.subarray(s * samples.stride, s * samples.stride + DIM);
    const labels = Float64Array.from({ length: count! }, (_, s) => {
      const z = row(s);
      return 3 + 2 * z[0]! - z[2]! + z[0]! * z[1]!;
    });
    return { samples, labels, row };
  });
}

/** Labels before and after a batch went through. */
function removed(name: 'mean' | 'linear') {
  const batch = slabs();
  const before = batch.map(({ labels }) => labels.slice());
  const parts = createLowerParts(name, DIM)!;
  parts.begin();
  for (const { samples, labels } of batch) parts.add(samples, labels);
  parts.end();
  for (const { samples, labels } of batch) parts.remove(samples, labels);
  return { batch, before, parts };
}

describe('lower parts of labels', () => {
  it('are nothing to remove where none are asked for', () => {
    expect(createLowerParts('none', DIM)).toBeUndefined();
  });

  it('mean: the mean of the whole batch, over all its slabs, goes to 0 and nothing else changes', () => {
    const { batch, before } = removed('mean');
    const mean = before.flatMap((labels) => [...labels]).reduce((sum, y) => sum + y, 0) / COUNT;
    for (const [k, { labels }] of batch.entries()) {
      for (const [s, y] of labels.entries()) expect(y).toBeCloseTo(before[k]![s]! - mean, 12);
    }
  });

  it('linear: m + b·z is taken off with m = mean y and b = mean y z of the batch, as direct sums say', () => {
    const { batch, before } = removed('linear');
    const pairs = batch.flatMap(({ row, labels }, k) =>
      Array.from(labels, (after, s) => ({ z: row(s), y: before[k]![s]!, after })),
    );
    const m = pairs.reduce((sum, { y }) => sum + y, 0) / COUNT;
    const b = Array.from(
      { length: DIM },
      (_, k) => pairs.reduce((sum, { z, y }) => sum + y * z[k]!, 0) / COUNT,
    );
    for (const { z, y, after } of pairs) {
      expect(after).toBeCloseTo(y - m - b.reduce((sum, slope, k) => sum + slope * z[k]!, 0), 11);
    }
    // Known to chance: E[y²z²]/n ≤ 60/600 in the square of each slope, and of the mean.
    for (const [k, slope] of [2, 0, -1, 0, 0].entries()) expect(Math.abs(b[k]! - slope)).toBeLessThan(1.3);
  });

  it('of a new batch are estimated afresh: until they are known nothing is taken off', () => {
    const { parts } = removed('linear');
    const [{ samples, labels }] = slabs() as [ReturnType<typeof slabs>[0]];
    const before = labels.slice();
    parts.begin();
    parts.remove(samples, labels);
    expect(labels).toEqual(before);
    parts.end(); // of nothing
    parts.remove(samples, labels);
    expect(labels).toEqual(before);
  });
});
