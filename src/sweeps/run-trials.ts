import { createBatches } from './batches.ts';
import { dispatch } from './dispatch.ts';
import type { Line } from './line.ts';
import type { TrialOutcome, TrialsOrder } from './order.ts';
import type { PerformedTrial } from './perform.ts';
import { batchPerformer } from './perform-batch.ts';
import { type PlannedTrial, type PlanOutline, trialAt } from './plan/plan.ts';
import type { Pool } from './pool.ts';
import type { TrialSource } from './source.ts';

/** Trials to do, and who does them. */
export interface TrialsRun {
  readonly plan: PlanOutline;
  /** Ids of the plan's trials. */
  readonly ids: readonly string[];
  /** Where trials come from. */
  readonly source: TrialSource;
  readonly pool: Pick<Pool, 'run'>;
  /** Trials at a time. */
  readonly workers: number;
  /** What every message carries beside its trials. */
  readonly shared: Omit<TrialsOrder, 'trials'>;
  /** Whether trials travel to a worker one by one, as a search needs it. */
  readonly isSingle: boolean;
  /** What the lines of trials that could not be done name. */
  readonly host: string;
  /** Hears of every trial that ended; of none that a stop cut short. */
  ended(index: number, performed: PerformedTrial): void;
  /** Asked before each trial, and of each that failed: a death may have been asked for. */
  isStopped(): boolean;
}

/** Jobs under way a worker: one it does and one that waits, so that it never waits. */
const QUEUE = 2;

/** Does trials on the workers of a pool. */
export async function runTrials(run: TrialsRun): Promise<void> {
  const { plan, ids, source, pool, workers, shared, isSingle, host, isStopped } = run;
  const batches = createBatches(source, isSingle);
  function end(index: number, performed: PerformedTrial): void {
    run.ended(index, performed);
    source.tell(index, performed);
    batches.took(performed.seconds);
  }
  function fail(index: number, error: string): void {
    if (isStopped()) return;
    end(index, failedTrial({ id: ids[index]!, ...trialAt(plan, index) }, plan, { error, host }));
  }
  await dispatch<readonly number[], readonly TrialOutcome[]>({
    atOnce: QUEUE * workers,
    take: batches.take,
    isStopped,
    run: batchPerformer(pool, plan, shared, isStopped),
    done: (trials, outcomes) =>
      outcomes.forEach((outcome, k) => {
        if ('error' in outcome) fail(trials[k]!, outcome.error);
        else end(trials[k]!, outcome);
      }),
    failed: (trials, error) => {
      for (const index of trials) fail(index, (error as Error).message);
    },
  });
}

/** The line of a trial that could not be done: its worker died twice, or it threw. */
function failedTrial(
  { id, cell, seeds }: PlannedTrial,
  { experiment }: PlanOutline,
  { error, host }: { readonly error: string; readonly host: string },
): PerformedTrial {
  const line: Line = {
    id,
    status: 'failed',
    hit: null,
    settings: cell.settings,
    seeds,
    schema: 1,
    experiment: experiment.name,
    error,
    computed: { host, seconds: 0 },
  };
  return { id, status: 'failed', hit: null, line: JSON.stringify(line), seconds: 0 };
}
