import type { Study } from '../../study.ts';

const common = { inputDim: 64, width: 64, batchSize: 640, maxTime: 60, testSize: 2048 };

/** What each layer does alone. */
export const layers: Study = {
  name: 'layers',
  doc: 'XOR with both layers trained, or one of them frozen at its start',
  question: 'Do both layers have to learn?',
  experiment: 'xor/two-phases',
  seeds: 12,
  variants: [
    { name: 'both layers', settings: common },
    { name: 'first layer only', settings: { ...common, secondLayerRate: 0 } },
    { name: 'second layer only', settings: { ...common, firstLayerRate: 0 } },
  ],
};
