import type { Experiment } from './experiment.ts';
import { twoPhases } from './xor/two-phases.ts';

/** What can be run. */
export const experiments: readonly Experiment[] = [twoPhases];
