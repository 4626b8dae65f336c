import type { Claim } from './claim.ts';
import { heavyNeuronRate } from './xor/claims/a03-heavy-rate.ts';
import { explainer } from './xor/claims/e1-explainer.ts';

/** What can be checked, by paper and number. */
export const claims: readonly Claim[] = [heavyNeuronRate, explainer];
