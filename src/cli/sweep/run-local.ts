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
import type { Order } from '../worker.ts';

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
  const provenance = { version, commit: commit() };
  let trouble: string | undefined;
  const stop = (error: unknown) => {
    trouble ??= (error as Error).message;
    void pool.end();
  };
  interrupt.arrival.then(() => pool.end());
  function write(index: number, performed: PerformedTrial): void {
    try {
      if (performed.series) series.write(performed.series);
      shard.write(performed.line);
      source.tell(index, performed);
      progress(index, performed.status);
    } catch (error) {
      stop(error);
    }
  }
  try {
    await dispatch<number, PerformedTrial>({
      atOnce: QUEUE * workers,
      take: source.take,
      isStopped: () => interrupt.came || trouble !== undefined,
      run: (index) => {
        const { cell, seeds } = trialAt(plan, index);
        const { experiment, success, series } = plan;
        const trial = { experiment: experiment.name, settings: cell.settings, seeds, success, series };
        const order: Order = { trial, provenance, modules };
        return pool.run(order) as Promise<PerformedTrial>;
      },
      done: write,
      failed(index, error) {
        if (interrupt.came || trouble !== undefined) return;
        write(index, failedTrial({ id: ids[index]!, ...trialAt(plan, index) }, plan, error));
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
function failedTrial(
  { id, cell, seeds }: PlannedTrial,
  { experiment }: Plan,
  error: unknown,
): PerformedTrial {
  const line: Line = {
    id,
    status: 'failed',
    hit: null,
    settings: cell.settings,
    seeds,
    schema: 1,
    experiment: experiment.name,
    error: error instanceof Error ? error.message : String(error),
    computed: { host: hostname(), seconds: 0 },
  };
  return { id, status: 'failed', hit: null, line: JSON.stringify(line) };
}
