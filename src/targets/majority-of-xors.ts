import { z } from 'zod';
import { negativesOf } from '../engines/signs.ts';
import { field, type Kind } from '../settings/kind.ts';
import type { Target } from './target.ts';

const settings = {
  pairs: field(z.int().min(1).max(15).default(3), {
    symbol: 'K',
    doc: 'how many XORs vote, an odd number; the k-th is that of coordinates 2k−1 and 2k',
  }),
};

/** y = sign Σ_k −x_{2k−1} x_{2k}, k = 1 … K: what most of K disjoint XORs say. */
export const majorityOfXors: Kind<typeof settings, Target> = {
  name: 'majority-of-xors',
  doc: 'what most of K XORs on coordinates (1, 2), (3, 4), … say',
  source: 'derived',
  settings,
  rules: [
    ({ pairs }) => ((pairs as number) % 2 === 0 ? { key: 'pairs', allowed: 'odd' } : undefined),
    ({ pairs, inputDim }) =>
      2 * (pairs as number) > (inputDim as number)
        ? { key: 'pairs', allowed: `at most half the input dimension ${inputDim}` }
        : undefined,
  ],
  create: ({ pairs }) => ({
    relevant: Array.from({ length: 2 * pairs }, (_, k) => k + 1),
    label(samples, out) {
      const isNegative = negativesOf(samples);
      for (let s = 0; s < samples.count; s++) {
        let votes = 0;
        for (let k = 1; k <= pairs; k++) {
          votes += isNegative(s, 2 * k - 1) !== isNegative(s, 2 * k) ? 1 : -1;
        }
        out[s] = votes > 0 ? 1 : -1;
      }
    },
  }),
};
