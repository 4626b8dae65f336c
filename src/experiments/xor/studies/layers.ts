import type { Study } from '../../study.ts';

const common = { inputDim: 64, width: 64, batchSize: 640, maxTime: 60, testSize: 2048 };

/** The layers change places after so many steps. */
const secondFrom = (step: number) => [
  { step, key: 'firstLayerRate', value: 0 },
  { step, key: 'secondLayerRate', value: 1 },
];

/** What each layer does alone, and one after the other. */
export const layers: Study = {
  name: 'layers',
  doc: 'XOR with both layers trained, one of them frozen at its start, or one after the other',
  question: 'Do both layers have to learn?',
  experiment: 'xor/two-phases',
  seeds: 12,
  variants: [
    { name: 'both layers', settings: common },
    { name: 'first layer only', settings: { ...common, secondLayerRate: 0 } },
    { name: 'second layer only', settings: { ...common, firstLayerRate: 0 } },
    { name: 'first, then second', settings: { ...common, secondLayerRate: 0, changes: secondFrom(80) } },
  ],
};
