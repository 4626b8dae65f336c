import type { Study } from '../../study.ts';

/** Features of several pairs at once. */
export const severalXors: Study = {
  name: 'several-xors',
  doc: 'the majority of 1, 3, 5 and 7 XORs',
  question: 'Are several pairs found side by side, and what does each more cost?',
  experiment: 'xor/other-targets',
  seeds: 8,
  variants: [1, 3, 5, 7].map((pairs) => ({
    name: pairs === 1 ? '1 XOR' : `${pairs} XORs`,
    settings: { pairs, inputDim: 40, width: 128, batchSize: 400, maxTime: 80, testSize: 2048 },
  })),
};
