import type { TrialOutcome, TrialsOrder } from './order.ts';
import type { TrialOrder } from './perform.ts';
import { type PlanOutline, trialAt } from './plan/plan.ts';
import type { Pool } from './pool.ts';

/** Has a batch of trials done, by their numbers; an outcome a trial, in their order. */
export type PerformBatch = (trials: readonly number[]) => Promise<readonly TrialOutcome[]>;

/**
 * Sends batches of a plan's trials to a pool. A worker that dies costs each of its trials one retry, alone, so that
 * none fails for another's sake.
 *
 * @param shared what every message carries beside its trials
 * @param isStopped whether a death was asked for, so that there is nothing to retry
 */
export function batchPerformer(
  pool: Pick<Pool, 'run'>,
  plan: PlanOutline,
  shared: Omit<TrialsOrder, 'trials'>,
  isStopped: () => boolean,
): PerformBatch {
  const send = (trials: readonly number[], isRetried: boolean) => {
    const order: TrialsOrder = { trials: trials.map((index) => orderOf(plan, index)), ...shared };
    return pool.run(order, isRetried) as Promise<TrialOutcome[]>;
  };
  const again = (index: number) => send([index], false).catch((error: Error) => [{ error: error.message }]);
  return async (trials) => {
    if (trials.length === 1) return send(trials, true);
    try {
      return await send(trials, false);
    } catch (error) {
      if (isStopped()) throw error;
      return (await Promise.all(trials.map(again))).flat();
    }
  };
}

function orderOf(plan: PlanOutline, index: number): TrialOrder {
  const { cell, seeds } = trialAt(plan, index);
  const { experiment, success, series } = plan;
  return { experiment: experiment.name, settings: cell.settings, seeds, success, series };
}
