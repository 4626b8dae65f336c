import type { Study } from '../../study.ts';

const variant = (inputs: string, inputDim: number) => ({
  name: `${inputs}, d = ${inputDim}`,
  settings: { inputs, inputDim, width: 64, batchSize: 10 * inputDim, maxTime: 80, testSize: 2048 },
});

/** The label is the XOR of signs; near the axes Gaussian inputs have none to speak of. */
export const gaussianInputs: Study = {
  name: 'gaussian-inputs',
  doc: 'XOR of the signs of Gaussian inputs beside the hypercube',
  question: 'Does it work beyond the hypercube, where samples lie near the border between the labels?',
  experiment: 'xor/two-phases',
  seeds: 8,
  variants: [16, 32, 64].flatMap((d) => [variant('hypercube', d), variant('gaussian', d)]),
};
