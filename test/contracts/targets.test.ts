import { describe, expect, it } from 'vitest';
import { createPlainEngine } from '../../src/engines/plain.ts';
import { outputFactor } from '../../src/network/output-scale.ts';
import { parity } from '../../src/targets/parity.ts';
import { drawSamples } from '../agreement.ts';

const D = 70;
const N = 200;

/** x[s][k] of the samples, k counted from 1. */
function drawn(kind: 'signs' | 'dense') {
  const samples = createPlainEngine().createSamples(kind, D, N);
  drawSamples(createPlainEngine(), 1, 0, N, samples);
  const sign = (s: number, k: number) =>
    kind === 'signs'
      ? (samples.rows.array[s * samples.stride + Math.floor((k - 1) / 32)]! / 2 ** ((k - 1) % 32)) % 2 >= 1
        ? -1
        : 1
      : Math.sign(samples.rows.array[s * D + k - 1]!);
  return { samples, sign };
}

describe.each(['signs', 'dense'] as const)('parity on %s', (kind) => {
  it.each([[[1]], [[1, 2]], [[31, 32]], [[32, 33]], [[64, 65, 70]], [[2, 33, 66, 67, 1]]])(
    'is minus the product of the signs of coordinates %j',
    (coordinates) => {
      const { samples, sign } = drawn(kind);
      const labels = new Float64Array(N);
      parity.create({ coordinates, inputDim: D, width: 1 }).label(samples, labels);
      for (let s = 0; s < N; s++)
        expect(labels[s]).toBe(-coordinates.reduce((product, k) => product * sign(s, k), 1));
    },
  );
});

describe('outputFactor', () => {
  it('is 1/p, 1/√p and 1', () => {
    expect([outputFactor('mean', 16), outputFactor('root', 16), outputFactor('sum', 16)]).toEqual([
      1 / 16,
      1 / 4,
      1,
    ]);
  });
});
