import { groupTasks, queuedTrials } from '../../node/slurm/in-queue.ts';
import { createQueue } from '../../node/slurm/queue.ts';
import { jobsOf, readSubmissions } from '../../node/slurm/submission.ts';

/**
 * What Slurm says of a sweep's tasks, a line each; nothing where none was submitted. The shards are the truth: where
 * squeue is absent or fails, that is said and no more.
 *
 * @param pending ids of the trials that are yet to do
 */
export async function queueInWords(folder: string, pending: readonly string[]): Promise<string[]> {
  const submissions = readSubmissions(folder);
  if (submissions.length === 0 || pending.length === 0) return [];
  try {
    const tasks = await createQueue().tasks(jobsOf(submissions));
    const covered = queuedTrials(folder, submissions, tasks);
    const lost = pending.filter((id) => !covered.has(id)).length;
    const groups = groupTasks(tasks).map(
      (group) => `${group.tasks} ${group.state}${group.reason === '' ? '' : ` (${group.reason})`}`,
    );
    return [
      groups.length === 0 ? 'no task in the queue' : `tasks in the queue: ${groups.join(', ')}`,
      ...(lost > 0
        ? [`${lost} trials are in no task of the queue: the same sweep command submits them`]
        : []),
    ];
  } catch (error) {
    return [`what is in the queue is not known: ${(error as Error).message}`];
  }
}
