import { readTaskList } from '../task-list.ts';
import type { QueuedTask } from './queue.ts';
import { type Submission, taskListPath } from './submission.ts';

/** Tasks of a sweep that are in the same state for the same reason. */
export interface TaskGroup {
  /** Slurm's word in lower case: running, pending, completing, … */
  readonly state: string;
  /** Slurm's word; empty where it has none. */
  readonly reason: string;
  readonly tasks: number;
}

/** Tasks of arrays by state and reason, the largest group of each state first. */
export function groupTasks(tasks: readonly QueuedTask[]): TaskGroup[] {
  const groups = new Map<string, TaskGroup>();
  for (const { state, reason, index } of tasks) {
    if (index === null) continue;
    const key = `${state} ${reason}`;
    const group = { state: state.toLowerCase(), reason: reason === 'None' ? '' : reason };
    groups.set(key, { ...group, tasks: (groups.get(key)?.tasks ?? 0) + 1 });
  }
  return [...groups.values()].sort((a, b) => b.tasks - a.tasks);
}

/** Ids of the trials that tasks in the queue still answer for. */
export function queuedTrials(
  folder: string,
  submissions: readonly Submission[],
  tasks: readonly QueuedTask[],
): Set<string> {
  const queued = new Set<string>();
  for (const { number, job } of submissions) {
    const own = tasks.filter((task) => task.job === job && task.index !== null);
    if (own.length === 0) continue;
    const list = readTaskList(taskListPath(folder, number));
    for (const { index } of own) for (const id of list.tasks[index!] ?? []) queued.add(id);
  }
  return queued;
}
