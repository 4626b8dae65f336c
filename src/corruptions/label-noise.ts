import { z } from 'zod';
import { drawBlock } from '../numerics/streams.ts';
import { field, type Kind } from '../settings/kind.ts';
import type { Corruption } from './corruption.ts';

const settings = {
  flipProbability: field(z.number().min(0).max(1).default(0.1), {
    doc: 'probability that a training label is flipped; 0.5 makes labels random',
  }),
};

const words = new Uint32Array(4);

/** Each training label flipped independently. */
export const labelNoise: Kind<typeof settings, Corruption> = {
  name: 'label-noise',
  doc: 'each training label flipped with probability flipProbability',
  settings,
  create: ({ flipProbability }) => ({
    apply(key, first, { count }, labels) {
      for (let s = 0; s < count; s++) {
        const word = (first + s) % 4; // sample i has word i mod 4 of block ⌊i/4⌋
        if (word === 0 || s === 0) drawBlock(key, Math.floor((first + s) / 4), 0, 0, words);
        if (words[word]! < flipProbability * 0x1_0000_0000) labels[s] = -labels[s]!;
      }
    },
  }),
};
