import { z } from 'zod';
import { setSign } from '../engines/signs.ts';
import { drawBlock } from '../numerics/streams.ts';
import { field, type Kind } from '../settings/kind.ts';
import type { Corruption } from './corruption.ts';

const settings = {
  spuriousCoordinate: field(z.int().min(1).max(65536).default(3), {
    doc: 'coordinate of training samples that agrees with the label, counted from 1',
  }),
  spuriousNoise: field(z.number().min(0).max(0.5).default(0.1), {
    symbol: 'λ',
    doc: 'probability that it disagrees; 0.5 tells nothing of the label',
  }),
};

const words = new Uint32Array(4);

/** A coordinate without meaning betrays the label while training: its sign is y with probability 1 − λ, else −y. */
export const spurious: Kind<typeof settings, Corruption> = {
  name: 'spurious',
  doc: 'a coordinate of each training sample has the sign of its label, but for a share spuriousNoise',
  source: 'derived',
  settings,
  rules: [
    ({ spuriousCoordinate, inputDim }) =>
      (spuriousCoordinate as number) > (inputDim as number)
        ? { key: 'spuriousCoordinate', allowed: `at most the input dimension ${inputDim}` }
        : undefined,
    ({ spuriousCoordinate, coordinates }) =>
      (coordinates as number[] | undefined)?.includes(spuriousCoordinate as number)
        ? { key: 'spuriousCoordinate', allowed: 'none of those the label depends on' }
        : undefined,
    ({ spuriousCoordinate, pairs }) =>
      (spuriousCoordinate as number) <= 2 * ((pairs as number | undefined) ?? 0)
        ? { key: 'spuriousCoordinate', allowed: `above ${2 * (pairs as number)}, where the XORs end` }
        : undefined,
  ],
  create: ({ spuriousCoordinate, spuriousNoise }) => ({
    apply(key, first, samples, labels) {
      for (let s = 0; s < samples.count; s++) {
        drawBlock(key, first + s, 0, 0, words);
        const agrees = words[0]! >= spuriousNoise * 0x1_0000_0000;
        setSign(samples, s, spuriousCoordinate, agrees ? labels[s]! : -labels[s]!);
      }
    },
  }),
};
