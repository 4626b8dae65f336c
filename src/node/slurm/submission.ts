import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Misuse } from '../../settings/misuse.ts';
import type { SlurmSettings } from '../../sweeps/plan/slurm-settings.ts';
import { writeTaskList } from '../task-list.ts';
import { arrayScript, dependentScript } from './batch-script.ts';
import type { Queue } from './queue.ts';

/** An array that Slurm has accepted: `slurm/<number>.json` in the folder of a sweep; its tasks are `plans/<number>.json`. */
export interface Submission {
  readonly schema: 1;
  readonly number: number;
  /** Id of the array. */
  readonly job: string;
  readonly tasks: number;
  /** Id of a job that starts when this array and those submitted with it have ended. */
  readonly follower?: string;
}

/** How tasks are submitted. */
export interface Submitting {
  readonly settings: SlurmSettings;
  /** Node and the program, by absolute paths. */
  readonly program: readonly string[];
  readonly queue: Queue;
}

type Tasks = readonly (readonly string[])[];

/**
 * Submits tasks as arrays no larger than the site allows. Each array is recorded as soon as Slurm has accepted it.
 *
 * @throws Misuse in Slurm's own words when it refuses; arrays accepted before that stay submitted
 */
export async function submitTasks(folder: string, tasks: Tasks, how: Submitting): Promise<Submission[]> {
  refuseFolder(resolve(folder));
  const { queue } = how;
  const arrays = splitTasks(tasks, await queue.maxArraySize());
  mkdirSync(join(folder, 'slurm'), { recursive: true });
  const submitted: Submission[] = [];
  for (const array of arrays) {
    const number = numberOf(writeTaskList(folder, array));
    const script = scriptOf(folder, number, array.length, arrays.length, how);
    const job = await submitScript(folder, `slurm/${number}.sh`, script, queue).catch((error: Error) => {
      throw submitted.length === 0 ? error : afterOthers(error, submitted);
    });
    const submission: Submission = { schema: 1, number, job, tasks: array.length };
    writeSubmission(folder, submission);
    submitted.push(submission);
  }
  return submitted;
}

/** The batch script that submitting tasks would send first. */
export function previewScript(folder: string, tasks: Tasks, maxArraySize: number, how: Submitting): string {
  const arrays = splitTasks(tasks, maxArraySize);
  return scriptOf(folder, nextNumber(folder), arrays[0]!.length, arrays.length, how);
}

/** Submits a command that starts when arrays have ended, well or not; returns its job id. */
export async function submitAfter(
  folder: string,
  submissions: readonly Submission[],
  { settings, program, queue }: Submitting,
  words: readonly string[],
): Promise<string> {
  const after = submissions.map(({ job }) => job);
  const name = `${jobName(folder)}-${words[0]}`;
  const script = dependentScript({ settings, name, after, command: [...program, ...words] });
  const last = submissions.at(-1)!;
  const file = `slurm/${words[0]}-${last.number}.sh`;
  const job = await submitScript(folder, file, script, queue).catch(({ message }: Error) => {
    throw new Misuse(`${message} (the tasks were accepted; only twolayer ${words[0]} after them was not)`);
  });
  writeSubmission(folder, { ...last, follower: job });
  return job;
}

/** Ids of all jobs of a sweep. */
export const jobsOf = (submissions: readonly Submission[]) =>
  submissions.flatMap(({ job, follower }) => (follower === undefined ? [job] : [job, follower]));

/** What Slurm has accepted for a sweep so far. */
export function readSubmissions(folder: string): Submission[] {
  const path = join(folder, 'slurm');
  if (!existsSync(path)) return [];
  const files = readdirSync(path).filter((name) => /^\d+\.json$/.test(name));
  return files
    .map((name) => JSON.parse(readFileSync(join(path, name), 'utf8')) as Submission)
    .sort((a, b) => a.number - b.number);
}

function writeSubmission(folder: string, submission: Submission): void {
  writeWhole(join(folder, 'slurm', `${submission.number}.json`), `${JSON.stringify(submission)}\n`);
}

/** Path of the list of tasks of a number. */
export const taskListPath = (folder: string, number: number) => resolve(folder, 'plans', `${number}.json`);

const numberOf = (path: string) => Number(basename(path, '.json'));

/** The number that the next list of tasks will have, if nobody comes first. */
function nextNumber(folder: string): number {
  let number = 1;
  while (existsSync(taskListPath(folder, number))) number += 1;
  return number;
}

/** Arrays of tasks, none larger than allowed. An array of `MaxArraySize` tasks has indices up to `MaxArraySize` − 1. */
function splitTasks(tasks: Tasks, maxArraySize: number): Tasks[] {
  const arrays = Math.ceil(tasks.length / maxArraySize);
  return Array.from({ length: arrays }, (_, k) => tasks.slice(k * maxArraySize, (k + 1) * maxArraySize));
}

/** Arrays run beside each other, so they share the tasks that may run at a time. */
function scriptOf(
  folder: string,
  number: number,
  tasks: number,
  arrays: number,
  { settings, program }: Submitting,
): string {
  const parallel = Math.max(1, Math.floor(settings.parallel / arrays));
  const plan = taskListPath(folder, number);
  return arrayScript({ settings, name: jobName(folder), program, plan, tasks, parallel });
}

async function submitScript(folder: string, name: string, script: string, queue: Queue): Promise<string> {
  writeWhole(join(folder, name), script);
  return queue.submit(name, folder);
}

/** The folder's name as far as it can stand in a line of a batch script. */
const jobName = (folder: string) => `twolayer-${basename(resolve(folder)).replace(/[^\w.-]+/g, '-')}`;

/** Slurm expands % and \ in the paths of logs, the folder of submission included. */
function refuseFolder(path: string): void {
  if (/[%\\\r\n]/.test(path)) throw new Misuse(`--out must not contain % or \\ with Slurm, got ${path}`);
}

function afterOthers({ message }: Error, submitted: readonly Submission[]): Misuse {
  const tasks = submitted.reduce((sum, submission) => sum + submission.tasks, 0);
  return new Misuse(
    `${message} (${tasks} tasks were accepted before that; the same command submits the others)`,
  );
}

/** Beside and renamed, so that nobody sees half of it. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.${process.pid}.new`, text);
  renameSync(`${path}.${process.pid}.new`, path);
}
