import type { TrialRecord } from '../experiment.ts';

/**
 * What theory predicts of the first step: mean |cos| of the gradient with the first direction, entry by entry of the
 * measured steps; empty where there is no closed form.
 */
export const alignmentLaw = (_: TrialRecord): readonly (number | null)[] => [];
