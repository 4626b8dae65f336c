import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { queuedTrials } from '../../node/slurm/in-queue.ts';
import { createQueue, DEFAULT_MAX_ARRAY_SIZE } from '../../node/slurm/queue.ts';
import { type SlurmSettings, taskSeconds } from '../../node/slurm/settings.ts';
import {
  jobsOf,
  previewScript,
  readSubmissions,
  submitAfter,
  submitTasks,
} from '../../node/slurm/submission.ts';
import { chunkTrials } from '../../sweeps/chunks.ts';
import type { KnownTrials } from '../../sweeps/counts.ts';
import { secondsOfPlan } from './dry-run.ts';

/** What is to be submitted. */
interface SlurmRun {
  readonly folder: string;
  readonly known: KnownTrials;
  /** Numbers of the trials to do. */
  readonly missing: readonly number[];
  readonly settings: SlurmSettings;
}

/** Node and this installation's command, by absolute paths. */
const program = [process.execPath, fileURLToPath(new URL('../bin/twolayer.js', import.meta.url))];

/** How much slower than here a trial may be where it runs. */
const MARGIN = 2;

/**
 * Submits the trials that nobody has done and no task in the queue will do.
 *
 * @returns what was done, in words
 * @throws Misuse in Slurm's own words
 */
export async function submitSweep(run: SlurmRun): Promise<string> {
  const { folder, known, settings } = run;
  const queue = createQueue();
  const before = readSubmissions(folder);
  const queued = await queue.tasks(jobsOf(before));
  const waiting = queued.filter(({ index }) => index !== null).length;
  const covered = queuedTrials(folder, before, queued);
  const missing = run.missing.filter((trial) => !covered.has(known.ids[trial]!));
  const left = covered.size > 0 ? `the queue’s ${counted(waiting, 'task')} do the others` : '';
  if (missing.length === 0) return left === '' ? 'nothing is left to do' : `nothing submitted: ${left}`;
  const tasks = tasksOf({ ...run, missing });
  const how = { settings, program, queue };
  const submissions = await submitTasks(folder, tasks, how);
  const fit = settings.fit
    ? await submitAfter(folder, submissions, how, ['fit', resolve(folder)])
    : undefined;
  const jobs = `${submissions.length > 1 ? 'jobs' : 'job'} ${submissions.map(({ job }) => job).join(', ')}`;
  return [
    `submitted ${counted(missing.length, 'trial')} in ${counted(tasks.length, 'task')}, Slurm’s ${jobs}`,
    ...(fit === undefined ? [] : [`a fit follows, job ${fit}: ${folder}/slurm/fit-${fit}.log`]),
    ...(left === '' ? [] : [left]),
  ].join('; ');
}

/** What would be submitted: how many tasks of about how long, and the batch script. */
export function previewSubmission(run: SlurmRun): string {
  const { folder, missing, settings } = run;
  if (missing.length === 0) return 'nothing is left to do';
  const tasks = tasksOf(run);
  const how = { settings, program, queue: createQueue() };
  const script = previewScript(folder, tasks, DEFAULT_MAX_ARRAY_SIZE, how);
  return `${counted(missing.length, 'trial')} in ${counted(tasks.length, 'task')}\n\n${script}`;
}

/** Trials dealt out to tasks, by what they may take at most. */
function tasksOf({ known, missing, settings }: SlurmRun): string[][] {
  const { plan, ids } = known;
  const seconds = secondsOfPlan(plan).map(({ most }) => MARGIN * most);
  const trials = missing.map((trial) => ({ id: ids[trial]!, seconds: seconds[trial % seconds.length]! }));
  const total = trials.reduce((sum, trial) => sum + trial.seconds, 0);
  return chunkTrials(trials, taskSeconds(settings, total));
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
