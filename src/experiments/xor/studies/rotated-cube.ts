import type { Study } from '../../study.ts';

const variant = (inputs: string, inputDim: number) => ({
  name: `${inputs}, d = ${inputDim}`,
  settings: { inputs, inputDim, width: 64, batchSize: 10 * inputDim, maxTime: 40, testSize: 1024 },
});

/** The start is as likely as any rotation of it, so a hidden rotation of the inputs changes nothing but luck. */
export const rotatedCube: Study = {
  name: 'rotated-cube',
  doc: 'XOR on a cube whose axes are hidden',
  question: 'Does the network use that the coordinates are given?',
  experiment: 'xor/two-phases',
  seeds: 8,
  variants: [32, 64].flatMap((d) => [variant('hypercube', d), variant('rotated-hypercube', d)]),
};
