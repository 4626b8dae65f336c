import type { Study } from '../../study.ts';

const common = { inputDim: 64, width: 64, batchSize: 640, maxTime: 60, testSize: 2048 };

/** A shortcut: an easy coordinate agrees with most labels in training, and with half of them in the test. */
export const spuriousCoordinate: Study = {
  name: 'spurious-coordinate',
  doc: 'XOR while another coordinate agrees with the label in a share 1 − λ of the training samples',
  question: 'Does an easy shortcut keep the network from the XOR?',
  experiment: 'xor/two-phases',
  seeds: 12,
  variants: [
    { name: 'no shortcut', settings: common },
    ...[0.2, 0.15, 0.1].map((spuriousNoise) => ({
      name: `λ = ${spuriousNoise}`,
      settings: { ...common, corruption: 'spurious', spuriousNoise },
    })),
  ],
};
