import type { Study } from '../../study.ts';

/** Feature learning or not: the size of the weights at the start. */
export const initScale: Study = {
  name: 'init-scale',
  doc: 'XOR from weights of size 0.01 to 10',
  question: 'How small must the start be for features to be learned?',
  experiment: 'xor/two-phases',
  seeds: 12,
  variants: [0.01, 0.1, 0.3, 1, 3, 10].map((theta) => ({
    name: `θ = ${theta}`,
    settings: { inputDim: 64, width: 64, batchSize: 640, initScale: theta, maxTime: 40, testSize: 2048 },
  })),
};
