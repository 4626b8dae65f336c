import { groupTasks, queuedTrials, type TaskGroup } from '../../node/slurm/in-queue.ts';
import { createQueue } from '../../node/slurm/queue.ts';
import { jobsOf, readSubmissions } from '../../node/slurm/submission.ts';

/** What Slurm's queue holds of a sweep; or why that is not known, which shards do not depend on. */
export type QueueState =
  | { readonly tasks: readonly TaskGroup[]; readonly notQueued: number }
  | { readonly unknown: string };

/**
 * Asks Slurm's queue for the tasks of a sweep.
 *
 * @param pending ids of the trials that are yet to do
 * @returns nothing where none was submitted or nothing is to do
 */
export async function queueState(
  folder: string,
  pending: readonly string[],
): Promise<QueueState | undefined> {
  const submissions = readSubmissions(folder);
  if (submissions.length === 0 || pending.length === 0) return undefined;
  try {
    const tasks = await createQueue().tasks(jobsOf(submissions));
    const covered = queuedTrials(folder, submissions, tasks);
    return { tasks: groupTasks(tasks), notQueued: pending.filter((id) => !covered.has(id)).length };
  } catch (error) {
    return { unknown: (error as Error).message };
  }
}

/** The queue in words, a line each. */
export function queueInWords(state: QueueState): string[] {
  if ('unknown' in state) return [`what is in the queue is not known: ${state.unknown}`];
  const groups = state.tasks.map(
    ({ tasks, state, reason }) => `${tasks} ${state}${reason && ` (${reason})`}`,
  );
  return [
    groups.length === 0 ? 'no task in the queue' : `tasks in the queue: ${groups.join(', ')}`,
    ...(state.notQueued > 0
      ? [`trials in no task of the queue: ${state.notQueued}; the same sweep command submits them`]
      : []),
  ];
}
