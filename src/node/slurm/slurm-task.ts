/** The array task that this process is. */
export interface SlurmTask {
  /** `<array>_<index>`, which names this task alone; a bare job id can mean its whole array. */
  readonly id: string;
  /** How often it has been restarted. */
  readonly restarts: number;
}

/** The task told by an environment; undefined outside of an array. */
export function slurmTaskIn(
  environment: Readonly<Record<string, string | undefined>>,
): SlurmTask | undefined {
  const { SLURM_ARRAY_JOB_ID: job, SLURM_ARRAY_TASK_ID: index, SLURM_RESTART_COUNT: restarts } = environment;
  if (job === undefined || index === undefined) return undefined;
  return { id: `${job}_${index}`, restarts: Number(restarts ?? 0) };
}

/** How an attempt at a task was stopped by its time limit. */
interface Attempt {
  readonly restarts: number;
  /** Restarts that are allowed. */
  readonly limit: number;
  /** Trials that it finished. */
  readonly done: number;
}

/** Why a task should give up instead of being requeued; undefined where it should go on. */
export function whyGiveUp({ restarts, limit, done }: Attempt): string | undefined {
  if (done === 0) return 'no trial was finished within the time limit: raise slurm: time';
  if (restarts < limit) return undefined;
  return `the task was restarted ${restarts} times and is not done: raise slurm: restarts, or slurm: time`;
}
