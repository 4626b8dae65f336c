import type { Run } from './setup.ts';
import { trainStep } from './step.ts';

/** How a run ended. */
export type Status = 'finished' | 'budget-exhausted' | 'diverged' | 'interrupted';

/** When to look, and when to stop. */
export interface Schedule<Observed> {
  /** Whether to look after so many steps, above 0. */
  isDue(step: number): boolean;
  /** Steps after which the budget is spent. */
  readonly maxSteps: number;
  /** Looks, and leaves the run as it was. */
  observe(run: Run): Observed;
  /** Whether what was seen is the end. */
  isDone(observed: Observed): boolean;
}

/** Where a run stands that was trained before and now goes on. */
export interface Resumed<Observed> {
  /** What was observed after the last step, where it was. */
  readonly observed: Observed | undefined;
}

/**
 * Trains, yielding after every step: what is observed at step 0, where a look is due and at the end, and
 * undefined in between, so that whoever drains it can draw breath. To stop early is not to ask for the next value.
 *
 * @param resumed a run that goes on is not observed again where it stands
 * @returns how it ended: `finished` when `isDone` said so, `diverged` when an output was not finite
 *   (the run's `step` then tells where), else `budget-exhausted`
 */
export function* train<Observed>(
  run: Run,
  schedule: Schedule<Observed>,
  resumed?: Resumed<Observed>,
): Generator<Observed | undefined, Status> {
  const { maxSteps } = schedule;
  let observed = resumed?.observed;
  let isDue = !resumed;
  for (;;) {
    if (isDue) {
      observed = schedule.observe(run);
      yield observed;
      if (!hasFiniteOutputs(run)) return 'diverged';
    }
    if (observed !== undefined && schedule.isDone(observed)) return 'finished';
    if (run.step >= maxSteps) return 'budget-exhausted';
    trainStep(run);
    if (!hasFiniteOutputs(run)) return 'diverged';
    yield undefined;
    observed = undefined;
    isDue = schedule.isDue(run.step) || run.step >= maxSteps;
  }
}

/** Whether all outputs were finite in the slab evaluated last, by a step or by an observation. */
function hasFiniteOutputs({ pass, batch }: Run): boolean {
  const output = pass.output.array;
  let sum = 0;
  for (let s = 0; s < batch.x.count; s++) sum += 0 * output[s]!;
  return sum === 0;
}
