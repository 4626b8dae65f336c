import type { Study } from '../../study.ts';

/** How many neurons are enough. */
export const width: Study = {
  name: 'width',
  doc: 'XOR with 4 to 256 neurons',
  question: 'How many neurons does it take, and do more of them need fewer samples?',
  experiment: 'xor/two-phases',
  seeds: 24,
  variants: [4, 8, 16, 32, 64, 256].map((neurons) => ({
    name: `${neurons} neurons`,
    settings: { inputDim: 64, batchSize: 640, width: neurons, maxTime: 25, testSize: 2048 },
  })),
};
