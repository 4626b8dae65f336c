import type { Claim } from './claim.ts';
import { populationGradientIsExact } from './xor/claims/a01-population-gradient.ts';
import { signalFindingRate } from './xor/claims/a02-signal-finding.ts';
import { heavyNeuronRate } from './xor/claims/a03-heavy-rate.ts';
import { linearLossInPhase1 } from './xor/claims/a08-linear-loss-in-phase-1.ts';
import { layersStayBalanced } from './xor/claims/a09-layers-stay-balanced.ts';
import { marginsAreDecoupled } from './xor/claims/a10-margins-are-decoupled.ts';
import { marginsBalance } from './xor/claims/a11-margins-balance.ts';
import { heavySetGrows } from './xor/claims/a12-heavy-set-grows.ts';
import { jointTraining } from './xor/claims/a13-joint-training.ts';
import { errorFallsBeforeLoss } from './xor/claims/a15-error-falls-before-loss.ts';
import { kernelSamples } from './xor/claims/a16-kernel-samples.ts';
import { rotatedInputs } from './xor/claims/a17-rotated-inputs.ts';
import { gaussianInputsRate } from './xor/claims/a18-gaussian-inputs.ts';
import { fewNeuronsSuffice } from './xor/claims/a20-few-neurons.ts';
import { harmlessImbalance } from './xor/claims/a21-imbalance.ts';
import { secondLayerFeedback } from './xor/claims/a22-second-layer-rate.ts';
import { activationPatternsAlign } from './xor/claims/a24-activation-patterns.ts';
import { lateLaw } from './xor/claims/a25-late-law.ts';
import { explainer } from './xor/claims/e1-explainer.ts';

/** What can be checked, by paper and number. */
export const claims: readonly Claim[] = [
  populationGradientIsExact,
  signalFindingRate,
  heavyNeuronRate,
  linearLossInPhase1,
  layersStayBalanced,
  marginsAreDecoupled,
  marginsBalance,
  heavySetGrows,
  jointTraining,
  errorFallsBeforeLoss,
  kernelSamples,
  rotatedInputs,
  gaussianInputsRate,
  fewNeuronsSuffice,
  harmlessImbalance,
  secondLayerFeedback,
  activationPatternsAlign,
  lateLaw,
  explainer,
];
