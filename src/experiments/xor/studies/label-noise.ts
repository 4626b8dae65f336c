import type { Study } from '../../study.ts';

/** Wrong labels in training; the test is clean. */
export const labelNoise: Study = {
  name: 'label-noise',
  doc: 'XOR with 0 to 40 % of the training labels flipped',
  question: 'What do wrong labels cost?',
  experiment: 'xor/two-phases',
  seeds: 8,
  variants: [0, 0.1, 0.2, 0.3, 0.4].map((flipProbability) => ({
    name: `${Math.round(100 * flipProbability)} % flipped`,
    settings: {
      inputDim: 64,
      width: 64,
      batchSize: 1280,
      maxTime: 60,
      testSize: 2048,
      corruption: 'label-noise',
      flipProbability,
    },
  })),
};
