import type { Inequality } from './inequality.ts';
import { twoPhaseInequalities } from './two-phases.ts';

/** Hypotheses of proofs, as inequalities a run can be held against. */
export const ledgers: readonly Inequality[] = [...twoPhaseInequalities];
