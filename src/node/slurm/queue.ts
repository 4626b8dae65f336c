import { Misuse } from '../../settings/misuse.ts';
import { type Execute, execute } from './execute.ts';

/** A task in Slurm's queue. */
export interface QueuedTask {
  /** Id of its array. */
  readonly job: string;
  /** Index in its array; null for a job that is none. */
  readonly index: number | null;
  /** Slurm's word: RUNNING, PENDING, COMPLETING, … */
  readonly state: string;
  /** Why it does not run, in Slurm's words; None where it does. */
  readonly reason: string;
}

/** Slurm, as far as a sweep needs it. Everything throws Misuse with Slurm's own words. */
export interface Queue {
  /** How many tasks an array may have. */
  maxArraySize(): Promise<number>;
  /** Submits a batch script from a folder; returns the job's id. */
  submit(script: string, folder: string): Promise<string>;
  /** What is left in the queue of these jobs. */
  tasks(jobs: readonly string[]): Promise<QueuedTask[]>;
  cancel(jobs: readonly string[]): Promise<void>;
  /** Puts a task back into the queue: `<job>_<index>`. */
  requeue(task: string): Promise<void>;
}

/** Slurm's own default, where `scontrol show config` says nothing. */
export const DEFAULT_MAX_ARRAY_SIZE = 1001;

/** What squeue says of a job that has ended some minutes ago. */
const FORGOTTEN = /invalid job id/i;

/** Slurm by its commands on the PATH. `sacct` is not among them: accounting is often off. */
export function createQueue(run: Execute = execute): Queue {
  return {
    async maxArraySize() {
      const config = await run('scontrol', ['show', 'config']);
      return Number(/^\s*MaxArraySize\s*=\s*(\d+)/m.exec(config)?.[1] ?? DEFAULT_MAX_ARRAY_SIZE);
    },
    async submit(script, folder) {
      const printed = await run('sbatch', ['--parsable', script], { cwd: folder });
      const job = /^(\d+)(;.*)?$/m.exec(printed)?.[1];
      if (!job) throw new Misuse(`sbatch printed no job id but ${JSON.stringify(printed.trim())}`);
      return job;
    },
    async tasks(jobs) {
      if (jobs.length === 0) return [];
      const words = ['-h', '-r', '-o', '%F_%K %T %r', `--jobs=${jobs.join(',')}`];
      return parseTasks(await run('squeue', words).catch(forgiveForgotten));
    },
    async cancel(jobs) {
      if (jobs.length > 0) await run('scancel', jobs);
    },
    async requeue(task) {
      await run('scontrol', ['requeue', task]);
    },
  };
}

function forgiveForgotten(error: Error): string {
  if (FORGOTTEN.test(error.message)) return '';
  throw error;
}

/** Lines of `squeue -o '%F_%K %T %r'`; the reason may have spaces. Other lines are a site's banner. */
function parseTasks(printed: string): QueuedTask[] {
  return printed.split('\n').flatMap((line) => {
    const parts = /^\s*(\d+)_(\d+|N\/A)\s+(\S+)\s+(.*?)\s*$/.exec(line);
    if (!parts) return [];
    const [, job, index, state, reason] = parts as unknown as [string, string, string, string, string];
    return [{ job, index: index === 'N/A' ? null : Number(index), state, reason }];
  });
}
