import { describe, expect, it } from 'vitest';
import { createPlainEngine } from '../engines/plain.ts';
import { negativesOf } from '../engines/signs.ts';
import { seedsFrom, streamKey } from '../numerics/streams.ts';
import { spurious } from './spurious.ts';

const D = 40;
const N = 4000;
const key = streamKey(seedsFrom(2), 'noise');

function corrupted(kind: 'signs' | 'dense', spuriousNoise: number) {
  const engine = createPlainEngine();
  const samples = engine.createSamples(kind, D, N);
  if (samples.kind === 'signs') engine.drawSigns(streamKey(seedsFrom(2), 'inputs'), 0, N, samples);
  else engine.drawGaussians(streamKey(seedsFrom(2), 'inputs'), 0, N, samples);
  const before = samples.rows.array.slice();
  const labels = Float64Array.from({ length: N }, (_, s) => (s % 3 === 0 ? 1 : -1));
  const settings = { spuriousCoordinate: 35, spuriousNoise, inputDim: D, width: 1 };
  spurious.create(settings).apply(key, 0, samples, labels);
  const agree = labels.filter((y, s) => y < 0 === negativesOf(samples)(s, 35)).length;
  return { samples, before, labels, share: agree / N };
}

describe.each(['signs', 'dense'] as const)('a spurious coordinate of %s', (kind) => {
  it('has the sign of the label in a share 1 − λ of the samples', () => {
    expect(corrupted(kind, 0).share).toBe(1);
    for (const noise of [0.1, 0.5]) {
      const sigma = Math.sqrt((noise * (1 - noise)) / N);
      expect(Math.abs(corrupted(kind, noise).share - (1 - noise))).toBeLessThan(5 * sigma);
    }
  });

  it('leaves labels, other coordinates and magnitudes as they are', () => {
    const { samples, before, labels } = corrupted(kind, 0.1);
    expect(labels.every((y, s) => y === (s % 3 === 0 ? 1 : -1))).toBe(true);
    const isIt = (i: number) => (kind === 'signs' ? i % 2 === 1 : i % D === 34);
    const rest = (values: ArrayLike<number>) => Array.from(values).filter((_, i) => !isIt(i));
    const size = (values: ArrayLike<number>) =>
      Array.from(values)
        .filter((_, i) => isIt(i))
        .map((value) => (kind === 'signs' ? value & ~4 : Math.abs(value)));
    expect(rest(samples.rows.array)).toEqual(rest(before));
    expect(size(samples.rows.array)).toEqual(size(before));
  });
});
