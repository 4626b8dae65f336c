import type { Study } from '../../study.ts';

const common = { inputDim: 64, width: 64, maxTime: 40, testSize: 2048 };
const reused = (samples: number) => ({ ...common, batchSize: samples, sampleSize: samples });

/** What matters of a batch is its size over the step size; and samples may be used again. */
export const batchSize: Study = {
  name: 'batch-size',
  doc: 'XOR with one sample a step, minibatches, and full batches of a finite sample that is reused',
  question: 'Must a step see many samples, and must they be fresh?',
  experiment: 'xor/two-phases',
  seeds: 8,
  variants: [
    { name: '1 fresh, η = 1/800', settings: { ...common, batchSize: 1, stepSize: 0.00125 } },
    { name: '80 fresh, η = 0.1', settings: { ...common, batchSize: 80 } },
    { name: '640 fresh, η = 0.1', settings: { ...common, batchSize: 640 } },
    { name: '640 reused', settings: reused(640) },
    { name: '2,000 reused', settings: reused(2000) },
    { name: '8,000 reused', settings: reused(8000) },
  ],
};
