import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createShard, type ShardWriter } from '../../node/shard.ts';
import { seriesIn, shardsIn } from '../../node/sweep-folder.ts';
import type { PerformedTrial } from '../../sweeps/perform.ts';
import type { Plan } from '../../sweeps/plan/plan.ts';
import { createPool } from '../../sweeps/pool.ts';
import { runTrials } from '../../sweeps/run-trials.ts';
import type { TrialSource } from '../../sweeps/source.ts';
import type { Interrupt } from '../interrupt.ts';
import { commit, version } from '../package.ts';

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

/** Does trials on all cores and writes a line for each into one shard. */
export async function runLocal(run: LocalRun): Promise<LocalEnd> {
  const { folder, plan, ids, source, task, workers, modules, interrupt, progress } = run;
  const pool = createPool(workerScript, workers);
  const shard = createShard(shardsIn(folder), task);
  const series = createShard(seriesIn(folder), task);
  let trouble: string | undefined;
  function write(index: number, { series: kept, line, status }: PerformedTrial): void {
    if (trouble !== undefined) return; // the file may end within a line
    try {
      if (kept) series.write(kept);
      shard.write(line);
    } catch (error) {
      trouble = (error as Error).message;
      void pool.end();
      return;
    }
    progress(index, status);
  }
  interrupt.arrival.then(() => pool.end());
  const shared = { modules, provenance: { version, commit: commit() } };
  try {
    await runTrials({
      plan,
      ids,
      source,
      pool,
      workers,
      shared,
      isSingle: plan.bracket !== undefined || modules.length > 0,
      host: hostname(),
      ended: write,
      isStopped: () => interrupt.came || trouble !== undefined,
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
