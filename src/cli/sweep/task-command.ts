import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { createQueue, type Queue } from '../../node/slurm/queue.ts';
import { slurmTaskIn, whyGiveUp } from '../../node/slurm/slurm-task.ts';
import { knownIn, planIn, readSweepJson } from '../../node/sweep-folder.ts';
import { type ListedTask, readTask } from '../../node/task-list.ts';
import { field } from '../../settings/kind.ts';
import { missingTrials } from '../../sweeps/counts.ts';
import { trialSource } from '../../sweeps/source.ts';
import { addFieldFlags, fieldValues } from '../flags.ts';
import { INTERRUPTED } from '../interrupt.ts';
import { say } from '../say.ts';
import { loadModules } from '../use.ts';
import { runLocal } from './run-local.ts';
import { listenForTaskStop, type TaskStop } from './task-stop.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

const fields = {
  index: field(z.int().min(0).max(10_000_000), { doc: 'which task of the list, from 0' }),
  workers: field(z.int().min(1).max(1024).default(1), { doc: 'trials at a time' }),
  patience: field(z.number().min(0).max(3600).default(60), {
    doc: 'seconds that trials under way may go on after SIGUSR2, the warning of a time limit',
  }),
  restarts: field(z.int().min(0).max(1000).default(20), {
    doc: 'with Slurm: restarts after which a task at its time limit gives up',
  }),
};

/** Arguments, flags and action of `twolayer task --plan <file> --index <k>`: what schedulers start. */
export function completeTaskCommand(command: Command, setExitCode: (code: number) => void): void {
  command.requiredOption('--plan <file>', 'a list of tasks in the folder of a sweep: plans/1.json');
  addFieldFlags(command, fields);
  command.action(async (flags: Flags) => {
    const { index, workers, patience, restarts } = fieldValues(fields, flags);
    const stop = listenForTaskStop(patience);
    try {
      setExitCode(await runTask(readTask(flags.plan as string, index), { workers, stop, restarts }));
    } finally {
      stop.ignore();
    }
  });
}

/** How a task is done. */
interface Manner {
  readonly workers: number;
  readonly stop: TaskStop;
  /** How many are allowed. */
  readonly restarts: number;
}

/**
 * Does the trials of one task that have not been done by anyone.
 *
 * @returns the exit code
 */
async function runTask(
  { folder, name, ids }: ListedTask,
  { workers, stop, restarts }: Manner,
): Promise<number> {
  const { modules } = readSweepJson(folder);
  await loadModules(modules);
  const plan = planIn(folder);
  const known = knownIn(folder, plan);
  const own = new Set(ids);
  const again = slurmTaskIn(process.env);
  // the list has failed trials only where they were asked for; a restart does not do them once more
  const missing = missingTrials(known, !again?.restarts).filter((trial) => own.has(known.ids[trial]!));
  let done = 0;
  const progress = () => {
    done += 1;
  };
  const run = {
    folder,
    plan,
    ids: known.ids,
    source: trialSource(known, missing),
    task: name,
    workers,
    modules,
    progress,
  };
  const { trouble } = await runLocal({ ...run, interrupt: stop });
  if (trouble) return say(`${folder} cannot be written: ${trouble}`, 1);
  if (done === missing.length) return 0;
  if (!stop.isTimeLimit || !again) return say('stopped; the same task goes on where it was', INTERRUPTED);
  const why = whyGiveUp({ restarts: again.restarts, limit: restarts, done });
  if (why) return say(why, 1);
  await requeue(createQueue(), again.id);
  return say(`${done} trials done; the time limit comes, and the task goes on in a restart`, INTERRUPTED);
}

const TRIES = 4;
const TRY_MS = 5000;

/** The controller may be restarting just now. */
async function requeue(queue: Queue, id: string): Promise<void> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await queue.requeue(id);
    } catch (error) {
      if (left === 0) throw error;
      await setTimeout(TRY_MS);
    }
  }
}
