/** A trial with the time it should take. */
interface Timed {
  readonly id: string;
  readonly seconds: number;
}

/** A target of a k-th of the total means k tasks, however the quotient rounds. */
const ROUNDING = 1e-9;

/**
 * Trials as tasks of about equal length, in order: ⌈total/target⌉ equal spans of time, and a trial belongs to the one
 * its middle lies in. So a task exceeds its span by half of its first trial and half of its last at most.
 *
 * @param target seconds that a task should take, above 0
 * @returns the ids of each task's trials; no task is empty
 */
export function chunkTrials(trials: readonly Timed[], target: number): string[][] {
  const total = trials.reduce((sum, { seconds }) => sum + seconds, 0);
  const tasks = Math.max(1, Math.ceil((total / target) * (1 - ROUNDING)));
  const chunks: string[][] = Array.from({ length: tasks }, () => []);
  let before = 0;
  for (const { id, seconds } of trials) {
    const chunk = total === 0 ? 0 : Math.floor(((before + seconds / 2) / total) * tasks);
    chunks[Math.min(chunk, tasks - 1)]!.push(id);
    before += seconds;
  }
  return chunks.filter((chunk) => chunk.length > 0);
}
