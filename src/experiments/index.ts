import type { Experiment } from './experiment.ts';
import { giantSteps } from './giant/steps.ts';
import { kernel } from './xor/kernel/kernel.ts';
import { otherTargets } from './xor/other-targets.ts';
import { twoPhases } from './xor/two-phases.ts';

/** What can be run. */
export const experiments: readonly Experiment[] = [twoPhases, otherTargets, kernel, giantSteps];
