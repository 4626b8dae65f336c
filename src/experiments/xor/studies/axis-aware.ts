import type { Study, Variant } from '../../study.ts';

const names = { network: 'network', 'pair-search': 'pair search', 'linear-algebra': 'bits mod 2' };

const noisy = { corruption: 'label-noise', flipProbability: 0.1 };

/** A trial of the method at dimension d, with clean labels or a tenth of them wrong. */
const variant = (method: keyof typeof names, d: number, isNoisy: boolean): Variant => ({
  name: `${names[method]}, d = ${d}${isNoisy ? ', noise' : ''}`,
  method,
  settings: {
    ...{ inputDim: d, width: 64, batchSize: 5 * d, maxTime: 40, testSize: 1024 },
    ...(isNoisy && noisy),
  },
});

/**
 * What is not hard: who knows that the label is a product of two of the given coordinates needs about 2 log₂ d
 * samples, who knows that it is a product of any about d, by linear algebra, as long as no label is wrong.
 */
export const axisAware: Study = {
  name: 'axis-aware',
  doc: 'XOR by the network, by search among all pairs, and by linear algebra on bits',
  question: 'How much of the cost is that the network is not told what to look for?',
  experiment: 'xor/two-phases',
  seeds: 8,
  variants: [false, true].flatMap((isNoisy) =>
    (['network', 'pair-search', 'linear-algebra'] as const).flatMap((method) =>
      [16, 64, 128].map((d) => variant(method, d, isNoisy)),
    ),
  ),
};
