import type { Provenance } from '../experiments/experiment.ts';
import { type Outcome, perform } from '../experiments/task.ts';
import { workNamed } from '../experiments/works.ts';
import type { Computed } from './line.ts';
import { type PerformedTrial, performTrial, type TrialOrder } from './perform.ts';

/** The task of a claim or study as it travels to a worker: its work by name. */
export interface TaskOrder {
  readonly work: string;
  readonly job: unknown;
  readonly forced: Readonly<Record<string, unknown>>;
}

/** Trials of a sweep as they travel to a worker. */
export interface TrialsOrder {
  readonly trials: readonly TrialOrder[];
  readonly provenance: Provenance;
}

/** What travels to a worker. */
export type Order = TaskOrder | TrialsOrder;

/** A trial of a sweep that was done, or what it threw. */
export type TrialOutcome = PerformedTrial | { readonly error: string };

/**
 * Does what an order asks for, in this thread: what the workers of a terminal and of a page have in common.
 *
 * @param computed says where a trial was computed, once it is known how long it took
 * @throws whatever a task throws; a trial's error is its outcome
 */
export function carryOut(
  order: Order,
  computed: (seconds: number) => Computed,
): Outcome | readonly TrialOutcome[] {
  if ('trials' in order) return order.trials.map((trial) => outcomeOf(trial, order.provenance, computed));
  const { work: name, job, forced } = order;
  const work = workNamed(name);
  if (!work) throw new Error(`there is no work ${name}`);
  return perform({ work, job, forced });
}

function outcomeOf(
  trial: TrialOrder,
  provenance: Provenance,
  computed: (seconds: number) => Computed,
): TrialOutcome {
  try {
    return performTrial(trial, provenance, computed);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
