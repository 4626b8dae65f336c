import type { Claim } from './claim.ts';
import { populationGradientIsExact } from './xor/claims/a01-population-gradient.ts';
import { signalFindingRate } from './xor/claims/a02-signal-finding.ts';
import { heavyNeuronRate } from './xor/claims/a03-heavy-rate.ts';
import { linearLossInPhase1 } from './xor/claims/a08-linear-loss-in-phase-1.ts';
import { layersStayBalanced } from './xor/claims/a09-layers-stay-balanced.ts';
import { marginsAreDecoupled } from './xor/claims/a10-margins-are-decoupled.ts';
import { marginsBalance } from './xor/claims/a11-margins-balance.ts';
import { heavySetGrows } from './xor/claims/a12-heavy-set-grows.ts';
import { errorFallsBeforeLoss } from './xor/claims/a15-error-falls-before-loss.ts';
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
  errorFallsBeforeLoss,
  activationPatternsAlign,
  lateLaw,
  explainer,
];
