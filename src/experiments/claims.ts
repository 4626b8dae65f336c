import type { Claim } from './claim.ts';
import { heavyNeuronRate } from './xor/claims/a03-heavy-rate.ts';
import { findingTakesLogD } from './xor/claims/a04-finding-takes-log-d.ts';
import { samplesDLogD } from './xor/claims/a05-samples-d-log-d.ts';
import { batchOverStepSize } from './xor/claims/a06-batch-over-step-size.ts';
import { batchOfOne } from './xor/claims/a07-batch-of-one.ts';
import { couponWidth } from './xor/claims/a14-coupon-width.ts';
import { initScale } from './xor/claims/a19-init-scale.ts';
import { samplesOverWidth } from './xor/claims/a23-samples-over-width.ts';
import { findingSpread } from './xor/claims/a26-finding-spread.ts';

/** What can be checked, by paper and number. */
export const claims: readonly Claim[] = [
  heavyNeuronRate,
  findingTakesLogD,
  samplesDLogD,
  batchOverStepSize,
  batchOfOne,
  couponWidth,
  initScale,
  samplesOverWidth,
  findingSpread,
];
