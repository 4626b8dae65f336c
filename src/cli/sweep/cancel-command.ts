import type { Command } from 'commander';
import { createQueue } from '../../node/slurm/queue.ts';
import { jobsOf, readSubmissions } from '../../node/slurm/submission.ts';
import { readSweepJson } from '../../node/sweep-folder.ts';

/** Argument and action of `twolayer cancel <folder>`. */
export function completeCancelCommand(command: Command): void {
  command.argument('<folder>', 'the folder of a sweep').action(async (folder: string) => {
    readSweepJson(folder);
    process.stdout.write(`${await cancelSweep(folder)}\n`);
  });
}

/**
 * Cancels what is left in the queue of a sweep. What tasks have done is kept.
 *
 * @throws Misuse in Slurm's own words
 */
async function cancelSweep(folder: string): Promise<string> {
  const queue = createQueue();
  const queued = await queue.tasks(jobsOf(readSubmissions(folder)));
  if (queued.length === 0) return 'no task of this sweep is in the queue';
  await queue.cancel([...new Set(queued.map(({ job }) => job))]);
  const tasks = queued.filter(({ index }) => index !== null).length;
  const fit = queued.length > tasks ? ' and a fit' : '';
  return `canceled ${tasks} task${tasks === 1 ? '' : 's'}${fit}; what was done is kept, and the same sweep command submits the rest`;
}
