import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { queuedTrials } from '../../node/slurm/in-queue.ts';
import { createQueue, DEFAULT_MAX_ARRAY_SIZE, type Queue } from '../../node/slurm/queue.ts';
import {
  jobsOf,
  previewScript,
  readSubmissions,
  type Submitting,
  submitAfter,
  submitTasks,
} from '../../node/slurm/submission.ts';
import { writeTaskList } from '../../node/task-list.ts';
import type { KnownTrials } from '../../sweeps/known.ts';
import { chunkTrials } from '../../sweeps/plan/chunks.ts';
import { trialBytes } from '../../sweeps/plan/cost.ts';
import { type SlurmSettings, taskSeconds } from '../../sweeps/plan/slurm-settings.ts';
import { dryRunInWords, dryRunOf, secondsOfPlan } from './dry-run.ts';

/** What is to be submitted. */
interface SlurmRun {
  readonly folder: string;
  readonly known: KnownTrials;
  /** Numbers of the trials to do. */
  readonly missing: readonly number[];
  readonly settings: SlurmSettings;
}

/** What was submitted. */
interface Submitted {
  readonly folder: string;
  readonly trials: number;
  readonly tasks: number;
  /** Ids of the arrays. */
  readonly jobs: readonly string[];
  /** Id of the job that fits when they have ended. */
  readonly fit: string | null;
  /** Tasks that were in the queue before, and do what else is missing. */
  readonly queued: number;
}

/** What a task asks for at least, and what it needs beside a trial: the program and what is known of the sweep, in MB. */
const LEAST_MB = 1000;
const BOOKKEEPING_MB = 500;

/** Node and this installation's command, by absolute paths. */
const program = [process.execPath, fileURLToPath(new URL('../bin/twolayer.js', import.meta.url))];

/**
 * Submits the trials that nobody has done and no task in the queue will do.
 *
 * @returns what was submitted, in words or as JSON
 * @throws Misuse in Slurm's own words
 */
export async function submitSweep(run: SlurmRun, json: boolean): Promise<string> {
  const { folder, known } = run;
  const queue = createQueue();
  const before = readSubmissions(folder);
  const queued = await queue.tasks(jobsOf(before));
  const covered = queuedTrials(folder, before, queued);
  const missing = run.missing.filter((trial) => !covered.has(known.ids[trial]!));
  const waiting = covered.size > 0 ? queued.filter(({ index }) => index !== null).length : 0;
  const submitted = { ...(await submitTrials({ ...run, missing }, queue)), queued: waiting };
  return `${json ? JSON.stringify(submitted) : submittedInWords(submitted)}\n`;
}

async function submitTrials(run: SlurmRun, queue: Queue): Promise<Omit<Submitted, 'queued'>> {
  const { folder, missing, settings } = run;
  if (missing.length === 0) return { folder, trials: 0, tasks: 0, jobs: [], fit: null };
  const tasks = tasksOf(run);
  const how = howOf(run, queue);
  const submissions = await submitTasks(folder, tasks, how);
  const fit = settings.fit ? await submitAfter(folder, submissions, how, ['fit', resolve(folder)]) : null;
  const jobs = submissions.map(({ job }) => job);
  return { folder, trials: missing.length, tasks: tasks.length, jobs, fit };
}

function submittedInWords({ folder, trials, tasks, jobs, fit, queued }: Submitted): string {
  const others = queued > 0 ? `; ${counted(queued, 'task')} in the queue will do the rest` : '';
  if (trials === 0) return others === '' ? 'nothing is left to do' : `nothing submitted${others}`;
  return [
    `submitted ${counted(trials, 'trial')} in ${counted(tasks, 'task')}: job ${jobs.join(', ')}${others}`,
    ...(fit === null ? [] : [`a fit follows: job ${fit}, ${folder}/slurm/fit-${fit}.log`]),
    `twolayer status ${folder} says how far it is, twolayer cancel ${folder} ends it`,
  ].join('\n');
}

/** What would be submitted, with the batch script, in words or as JSON. */
export function tellSubmission(run: SlurmRun, json: boolean): string {
  const { folder, known, missing, settings } = run;
  const tasks = missing.length === 0 ? [] : tasksOf(run);
  const atOnce = Math.max(1, Math.min(tasks.length, settings.parallel));
  const dryRun = dryRunOf(known, missing, atOnce);
  const how = howOf(run, createQueue());
  const script = tasks.length === 0 ? '' : previewScript(folder, tasks, DEFAULT_MAX_ARRAY_SIZE, how);
  if (json) return `${JSON.stringify({ folder, ...dryRun, tasks: tasks.length, script })}\n`;
  return `${dryRunInWords(dryRun)}\nin ${counted(tasks.length, 'task')}, submitted by this batch script:\n\n${script}`;
}

/** Deals the missing trials out to tasks and writes the list, for a scheduler of the user's. */
export function listTasks(run: SlurmRun, json: boolean): string {
  const { folder, missing } = run;
  if (missing.length === 0)
    return json ? `${JSON.stringify({ folder, tasks: 0 })}\n` : 'nothing is left to do\n';
  const tasks = tasksOf(run);
  const plan = resolve(writeTaskList(folder, tasks));
  if (json) return `${JSON.stringify({ folder, trials: missing.length, tasks: tasks.length, plan })}\n`;
  return `${counted(missing.length, 'trial')} in ${counted(tasks.length, 'task')}; start each, in any order and anywhere:\ntwolayer task --plan ${plan} --index <0 … ${tasks.length - 1}>\n`;
}

/** How tasks are submitted: as asked for, with memory for the largest trial where nothing was. */
function howOf({ known: { plan }, settings }: SlurmRun, queue: Queue): Submitting {
  const sizes = plan.cells.map((cell) => trialBytes(cell.settings, plan.experiment) / 1e6);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const memory = settings.memory ?? Math.max(LEAST_MB, Math.ceil(BOOKKEEPING_MB + 2 * largest));
  return { settings: { ...settings, memory }, program, queue };
}

/** Trials dealt out to tasks by how long they should take. */
function tasksOf({ known, missing, settings }: SlurmRun): string[][] {
  const { plan, ids } = known;
  const seconds = secondsOfPlan(plan).map(({ expected }) => expected);
  const trials = missing.map((trial) => ({ id: ids[trial]!, seconds: seconds[trial % seconds.length]! }));
  const total = trials.reduce((sum, trial) => sum + trial.seconds, 0);
  return chunkTrials(trials, taskSeconds(settings, total));
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
