import { engines } from '../src/engines/index.ts';
import type { TrialRecord } from '../src/experiments/experiment.ts';
import { resolveTrial, startTrial, type Trial } from '../src/experiments/trial.ts';
import { twoPhases } from '../src/experiments/xor/two-phases.ts';
import { seedsFrom } from '../src/numerics/streams.ts';

/** A trial of xor/two-phases at step 0, on the engine its precision asks for. */
export function trialOf(given: Record<string, unknown>, seed = 0): Trial {
  const settings = resolveTrial(twoPhases, given);
  const engine = engines.find(({ precision }) => precision === settings.precision)!;
  return startTrial(twoPhases, settings, seedsFrom(seed), engine.create());
}

/** The record of a trial that has run to its end. */
export function recordOf(given: Record<string, unknown>, seed = 0): TrialRecord {
  const trial = trialOf(given, seed);
  while (trial.next());
  return trial.record({ version: 'test', commit: null });
}
