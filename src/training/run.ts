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

/**
 * Trains, yielding after every step: what is observed at step 0, where a look is due and at the end, and
 * undefined in between, so that whoever drains it can draw breath. To stop early is not to ask for the next value.
 *
 * @param run at step 0, or wherever it was put back to (`moveTo`)
 * @param seen what was observed where the run stands; it is not observed there again
 * @returns how it ended, as `endOf` says
 */
export function* train<Observed>(
  run: Run,
  schedule: Schedule<Observed>,
  seen?: Observed,
): Generator<Observed | undefined, Status> {
  let observed = seen;
  for (;;) {
    if (observed === undefined && isDue(run, schedule)) {
      observed = schedule.observe(run);
      run.hasDiverged = !hasFiniteOutputs(run);
      yield observed;
    }
    const end = endOf(run, schedule, observed);
    if (end) return end;
    trainStep(run);
    run.hasDiverged = !hasFiniteOutputs(run);
    observed = undefined;
    if (!run.hasDiverged) yield undefined;
  }
}

function isDue({ step, hasDiverged }: Run, { isDue, maxSteps }: Schedule<unknown>): boolean {
  return !hasDiverged && (step === 0 || step >= maxSteps || isDue(step));
}

/**
 * How a run ends where it stands: `diverged` when an output was not finite (its `step` then tells where), `finished`
 * when `isDone` says so, `budget-exhausted` after the last step; undefined while it goes on.
 *
 * @param observed what was observed there, if it was
 */
export function endOf<Observed>(
  run: Run,
  { isDone, maxSteps }: Pick<Schedule<Observed>, 'isDone' | 'maxSteps'>,
  observed: Observed | undefined,
): Status | undefined {
  if (run.hasDiverged) return 'diverged';
  if (observed !== undefined && isDone(observed)) return 'finished';
  return run.step >= maxSteps ? 'budget-exhausted' : undefined;
}

/** Whether all outputs were finite in the slab evaluated last, by a step or by an observation. */
function hasFiniteOutputs({ pass, batch }: Run): boolean {
  const output = pass.output.array;
  let sum = 0;
  for (let s = 0; s < batch.x.count; s++) sum += 0 * output[s]!;
  return sum === 0;
}
