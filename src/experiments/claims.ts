import type { Claim } from './claim.ts';
import { heavyNeuronRate } from './xor/claims/a03-heavy-rate.ts';
import { jointTraining } from './xor/claims/a13-joint-training.ts';
import { kernelSamples } from './xor/claims/a16-kernel-samples.ts';
import { rotatedInputs } from './xor/claims/a17-rotated-inputs.ts';
import { gaussianInputsRate } from './xor/claims/a18-gaussian-inputs.ts';
import { fewNeuronsSuffice } from './xor/claims/a20-few-neurons.ts';
import { harmlessImbalance } from './xor/claims/a21-imbalance.ts';
import { secondLayerFeedback } from './xor/claims/a22-second-layer-rate.ts';

/** What can be checked, by paper and number. */
export const claims: readonly Claim[] = [
  heavyNeuronRate,
  jointTraining,
  kernelSamples,
  rotatedInputs,
  gaussianInputsRate,
  fewNeuronsSuffice,
  harmlessImbalance,
  secondLayerFeedback,
];
