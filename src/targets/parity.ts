import { z } from 'zod';
import type { DenseSamples, Reals, SignSamples } from '../engines/engine.ts';
import { field, type Kind } from '../settings/kind.ts';
import type { Target } from './target.ts';

const settings = {
  coordinates: field(z.array(z.int().min(1).max(65536)).min(1).max(64).default([1, 2]), {
    symbol: 'S',
    doc: 'coordinates whose parity is the label, counted from 1',
  }),
};

/** y = −∏_{i∈S} x_i: +1 where an odd number of the coordinates is −1, so that order 2 is XOR, y = −x_i x_j. */
export const parity: Kind<typeof settings, Target> = {
  name: 'parity',
  doc: 'y = −∏ x_i over the chosen coordinates; two of them make XOR',
  source: 'arXiv 2309.15111, abstract',
  settings,
  rules: [
    ({ coordinates, inputDim }) =>
      (coordinates as number[]).some((i) => i > (inputDim as number))
        ? { key: 'coordinates', allowed: `integers from 1 to the input dimension ${inputDim}` }
        : undefined,
    ({ coordinates }) =>
      new Set(coordinates as number[]).size < (coordinates as number[]).length
        ? { key: 'coordinates', allowed: 'all different' }
        : undefined,
  ],
  create({ coordinates }) {
    return {
      relevant: coordinates,
      label(samples, out) {
        if (samples.kind === 'signs') labelSigns(samples, coordinates, out);
        else labelDense(samples, coordinates, out);
      },
    };
  },
};

function labelSigns(samples: SignSamples, coordinates: readonly number[], out: Reals): void {
  const { array } = samples.rows;
  for (let s = 0; s < samples.count; s++) {
    let odd = 0;
    for (const i of coordinates) odd ^= array[s * samples.stride + ((i - 1) >>> 5)]! >>> ((i - 1) & 31);
    out[s] = odd & 1 ? 1 : -1;
  }
}

function labelDense(samples: DenseSamples, coordinates: readonly number[], out: Reals): void {
  for (let s = 0; s < samples.count; s++) {
    let product = 1;
    for (const i of coordinates) product *= Math.sign(samples.rows.array[s * samples.inputDim + i - 1]!);
    out[s] = -product;
  }
}
