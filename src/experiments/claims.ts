import type { Claim } from './claim.ts';
import { hermiteCoefficients } from './giant/claims/c01-hermite-coefficients.ts';
import { alignmentLaw } from './giant/claims/c02-alignment-law.ts';
import { onlyOneDirection } from './giant/claims/c03-only-one-direction.ts';
import { spike } from './giant/claims/c04-spike.ts';
import { samplesForLeapOne } from './giant/claims/c05-samples-leap-1.ts';
import { samplesForLeapTwo } from './giant/claims/c06-samples-leap-2.ts';
import { leapTwoLaw } from './giant/claims/c07-leap-2-law.ts';
import { specializationNeedsSquare } from './giant/claims/c08-specialization.ts';
import { staircaseSecondStep } from './giant/claims/c09-staircase.ts';
import { noStaircase } from './giant/claims/c10-no-staircase.ts';
import { secondStepSees } from './giant/claims/c11-second-step.ts';
import { oneStepGeneralization } from './giant/claims/c12-one-step-generalization.ts';
import { floorsOfOneStep } from './giant/claims/c13-floors.ts';
import { randomFeaturesAreLinear } from './giant/claims/c14-random-features.ts';
import { gaussianEquivalence } from './giant/claims/c15-gaussian-equivalence.ts';
import { thirdStair } from './giant/claims/c16-third-stair.ts';
import { leapThreeBlindSpot } from './giant/claims/c17-leap-3.ts';
import { normsStayControlled } from './giant/claims/c18-norms.ts';
import { populationGradientIsExact } from './xor/claims/a01-population-gradient.ts';
import { signalFindingRate } from './xor/claims/a02-signal-finding.ts';
import { heavyNeuronRate } from './xor/claims/a03-heavy-rate.ts';
import { findingTakesLogD } from './xor/claims/a04-finding-takes-log-d.ts';
import { samplesDLogD } from './xor/claims/a05-samples-d-log-d.ts';
import { batchOverStepSize } from './xor/claims/a06-batch-over-step-size.ts';
import { batchOfOne } from './xor/claims/a07-batch-of-one.ts';
import { linearLossInPhase1 } from './xor/claims/a08-linear-loss-in-phase-1.ts';
import { layersStayBalanced } from './xor/claims/a09-layers-stay-balanced.ts';
import { marginsAreDecoupled } from './xor/claims/a10-margins-are-decoupled.ts';
import { marginsBalance } from './xor/claims/a11-margins-balance.ts';
import { heavySetGrows } from './xor/claims/a12-heavy-set-grows.ts';
import { jointTraining } from './xor/claims/a13-joint-training.ts';
import { couponWidth } from './xor/claims/a14-coupon-width.ts';
import { errorFallsBeforeLoss } from './xor/claims/a15-error-falls-before-loss.ts';
import { kernelSamples } from './xor/claims/a16-kernel-samples.ts';
import { rotatedInputs } from './xor/claims/a17-rotated-inputs.ts';
import { gaussianInputsRate } from './xor/claims/a18-gaussian-inputs.ts';
import { initScale } from './xor/claims/a19-init-scale.ts';
import { fewNeuronsSuffice } from './xor/claims/a20-few-neurons.ts';
import { harmlessImbalance } from './xor/claims/a21-imbalance.ts';
import { secondLayerFeedback } from './xor/claims/a22-second-layer-rate.ts';
import { samplesOverWidth } from './xor/claims/a23-samples-over-width.ts';
import { activationPatternsAlign } from './xor/claims/a24-activation-patterns.ts';
import { lateLaw } from './xor/claims/a25-late-law.ts';
import { findingSpread } from './xor/claims/a26-finding-spread.ts';
import { explainer } from './xor/claims/e1-explainer.ts';
import { calibratedExponents } from './xor/claims/e2-calibrated-exponents.ts';

/** What can be checked, by paper and number. */
export const claims: readonly Claim[] = [
  populationGradientIsExact,
  signalFindingRate,
  heavyNeuronRate,
  findingTakesLogD,
  samplesDLogD,
  batchOverStepSize,
  batchOfOne,
  linearLossInPhase1,
  layersStayBalanced,
  marginsAreDecoupled,
  marginsBalance,
  heavySetGrows,
  jointTraining,
  couponWidth,
  errorFallsBeforeLoss,
  kernelSamples,
  rotatedInputs,
  gaussianInputsRate,
  initScale,
  fewNeuronsSuffice,
  harmlessImbalance,
  secondLayerFeedback,
  samplesOverWidth,
  activationPatternsAlign,
  lateLaw,
  findingSpread,
  hermiteCoefficients,
  alignmentLaw,
  onlyOneDirection,
  spike,
  samplesForLeapOne,
  samplesForLeapTwo,
  leapTwoLaw,
  specializationNeedsSquare,
  staircaseSecondStep,
  noStaircase,
  secondStepSees,
  oneStepGeneralization,
  floorsOfOneStep,
  randomFeaturesAreLinear,
  gaussianEquivalence,
  thirdStair,
  leapThreeBlindSpot,
  normsStayControlled,
  explainer,
  calibratedExponents,
];
