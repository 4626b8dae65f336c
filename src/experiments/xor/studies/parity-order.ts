import type { Study } from '../../study.ts';

/** Parities of higher order; an odd one above 1 is beyond a network without biases. */
export const parityOrder: Study = {
  name: 'parity-order',
  doc: 'parities of 1, 2, 3 and 4 coordinates',
  question: 'How does the cost grow with the order of a parity?',
  experiment: 'xor/other-targets',
  seeds: 4,
  variants: [1, 2, 3, 4].map((order) => ({
    name: `order ${order}`,
    settings: {
      target: 'parity',
      coordinates: Array.from({ length: order }, (_, k) => k + 1),
      inputDim: 16,
      width: 128,
      batchSize: 640,
      maxTime: 60,
      testSize: 2048,
    },
  })),
};
