import { failures } from './failures.ts';
import { giantSteps } from './giant-steps.ts';
import type { Story } from './story.ts';
import { twoPhases } from './two-phases.ts';

/** The first is told first. */
export const stories: readonly Story[] = [twoPhases, giantSteps, failures];
