import type { Claim } from './claim.ts';
import { heavyNeuronRate } from './xor/claims/a03-heavy-rate.ts';
import { jointTraining } from './xor/claims/a13-joint-training.ts';
import { kernelSamples } from './xor/claims/a16-kernel-samples.ts';
import { secondLayerFeedback } from './xor/claims/a22-second-layer-rate.ts';

/** What can be checked, by paper and number. */
export const claims: readonly Claim[] = [heavyNeuronRate, jointTraining, kernelSamples, secondLayerFeedback];
