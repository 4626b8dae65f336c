import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createShard, type ShardWriter } from '../../node/shard.ts';
import { seriesIn, shardsIn } from '../../node/sweep-folder.ts';
import { dispatch } from '../../sweeps/dispatch.ts';
import type { Line } from '../../sweeps/line.ts';
import type { PerformedTrial } from '../../sweeps/perform.ts';
import { type Plan, type PlannedTrial, trialAt } from '../../sweeps/plan/plan.ts';
import { createPool } from '../../sweeps/pool.ts';
import type { TrialSource } from '../../sweeps/source.ts';
import type { Interrupt } from '../interrupt.ts';
import { commit, version } from '../package.ts';
import type { TrialOutcome } from '../worker.ts';
import { createBatches } from './batches.ts';
import { batchPerformer } from './perform-batch.ts';

/** What is to be done, and how. */
export interface LocalRun {
  readonly folder: string;
  readonly plan: Plan;
  /** Ids of the plan's trials. */
  readonly ids: readonly string[];
  /** Where trials come from. */
  readonly source: TrialSource;
  /** Name of the shard's task. */
  readonly task: string;
  /** Trials at a time. */
  readonly workers: number;
  readonly modules: readonly string[];
  /** Ends it early: no trial is started once it came, and those under way are given up on its arrival. */
  readonly interrupt: Pick<Interrupt, 'came' | 'arrival'>;
  /** Hears of every trial that ended. */
  progress(index: number, status: string): void;
}

/** How a run on this machine ended. */
export interface LocalEnd {
  readonly interrupted: boolean;
  /** Why no more could be written; what was written before is safe. */
  readonly trouble?: string;
}

const workerScript = fileURLToPath(new URL('worker.js', import.meta.url));

/** Jobs under way a worker: one it does and one that waits, so that it never waits. */
const QUEUE = 2;

/** Does trials on all cores and writes a line for each into one shard. */
export async function runLocal(run: LocalRun): Promise<LocalEnd> {
  const { folder, plan, ids, source, task, workers, modules, interrupt, progress } = run;
  const pool = createPool(workerScript, workers);
  const shard = createShard(shardsIn(folder), task);
  const series = createShard(seriesIn(folder), task);
  const batches = createBatches(source, plan.bracket !== undefined || modules.length > 0);
  let trouble: string | undefined;
  const isStopped = () => interrupt.came || trouble !== undefined;
  function write(index: number, performed: PerformedTrial): void {
    if (trouble !== undefined) return; // the file may end within a line
    try {
      if (performed.series) series.write(performed.series);
      shard.write(performed.line);
    } catch (error) {
      trouble = (error as Error).message;
      void pool.end();
      return;
    }
    source.tell(index, performed);
    progress(index, performed.status);
    batches.took(performed.seconds);
  }
  function fail(index: number, error: string): void {
    if (!isStopped()) write(index, failedTrial({ id: ids[index]!, ...trialAt(plan, index) }, plan, error));
  }
  interrupt.arrival.then(() => pool.end());
  try {
    await dispatch<readonly number[], readonly TrialOutcome[]>({
      atOnce: QUEUE * workers,
      take: batches.take,
      isStopped,
      run: batchPerformer(pool, plan, { modules, provenance: { version, commit: commit() } }, isStopped),
      done: (trials, outcomes) =>
        outcomes.forEach((outcome, k) => {
          if ('error' in outcome) fail(trials[k]!, outcome.error);
          else write(trials[k]!, outcome);
        }),
      failed: (trials, error) => {
        for (const index of trials) fail(index, (error as Error).message);
      },
    });
    return { interrupted: interrupt.came, ...finish([series, shard], trouble) };
  } finally {
    await pool.end();
  }
}

/** Finishes the shards, unless the disk is in trouble already: then they stay parts, which are read all the same. */
function finish(
  shards: readonly Pick<ShardWriter, 'finish'>[],
  trouble: string | undefined,
): Pick<LocalEnd, 'trouble'> {
  if (trouble !== undefined) return { trouble };
  try {
    for (const shard of shards) shard.finish();
    return {};
  } catch (error) {
    return { trouble: (error as Error).message };
  }
}

/** The line of a trial that could not be done: its worker died twice, or it threw. */
function failedTrial({ id, cell, seeds }: PlannedTrial, { experiment }: Plan, error: string): PerformedTrial {
  const line: Line = {
    id,
    status: 'failed',
    hit: null,
    settings: cell.settings,
    seeds,
    schema: 1,
    experiment: experiment.name,
    error,
    computed: { host: hostname(), seconds: 0 },
  };
  return { id, status: 'failed', hit: null, line: JSON.stringify(line), seconds: 0 };
}
