import type { SlurmSettings } from '../../sweeps/plan/slurm-settings.ts';

/** A word of a command line as a POSIX shell reads it back: in single quotes unless it is plain. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** An array of tasks as its batch script needs it. */
export interface ArrayJob {
  readonly settings: SlurmSettings;
  /** Name in the queue. */
  readonly name: string;
  /** Node and the program, by absolute paths. */
  readonly program: readonly string[];
  /** The task list, by absolute path. */
  readonly plan: string;
  readonly tasks: number;
  /** How many of them may run at a time. */
  readonly parallel: number;
}

/**
 * The batch script of an array of tasks, to be submitted from the sweep's folder: logs go below where it is
 * submitted. `exec` makes Node the batch process, which is the one that `--signal=B:` warns.
 */
export function arrayScript({ settings, name, program, plan, tasks, parallel }: ArrayJob): string {
  const index = '"$SLURM_ARRAY_TASK_ID"';
  return script(
    [
      ...resources(settings, name),
      `--array=0-${tasks - 1}%${parallel}`,
      `--time=${settings.time}`,
      '--requeue',
      '--open-mode=append',
      `--signal=B:USR2@${settings.warning}`,
      '--output=slurm/%A_%a.log',
      ...settings.options,
    ],
    settings.setup,
    `exec ${commandLine([...program, 'task', '--plan', plan, ...manner(settings)])} --index ${index}`,
  );
}

/** Slurm looks at time limits every 30 s: a warning can be so late, in s. */
const LATE = 30;

/** A warned task goes on with its trial for half of the time that is left, then redoes it after its restart. */
const manner = ({ restarts, warning }: SlurmSettings) => [
  '--restarts',
  `${restarts}`,
  '--patience',
  `${Math.floor((warning - LATE) / 2)}`,
];

/** A job that waits for arrays to end, well or not, as its batch script needs it. */
export interface DependentJob {
  readonly settings: SlurmSettings;
  readonly name: string;
  /** Job ids of the arrays. */
  readonly after: readonly string[];
  /** What it runs, by absolute paths. */
  readonly command: readonly string[];
}

/** The batch script of a job after arrays: `afterany`, since `afterok` never starts once one task failed. */
export function dependentScript({ settings, name, after, command }: DependentJob): string {
  return script(
    [
      ...resources(settings, name),
      `--dependency=afterany:${after.join(':')}`,
      `--time=${settings.time}`,
      '--output=slurm/fit-%j.log',
      ...settings.options,
    ],
    settings.setup,
    `exec ${commandLine(command)}`,
  );
}

function resources({ partition, account, qos, memory }: SlurmSettings, name: string): string[] {
  return [
    `--job-name=${name}`,
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(account === undefined ? [] : [`--account=${account}`]),
    ...(qos === undefined ? [] : [`--qos=${qos}`]),
    '--ntasks=1',
    '--cpus-per-task=1',
    ...(memory === undefined ? [] : [`--mem=${memory}M`]),
  ];
}

const script = (options: readonly string[], setup: readonly string[], last: string) =>
  `${['#!/bin/bash', ...options.map((option) => `#SBATCH ${option}`), ...setup, last].join('\n')}\n`;

const commandLine = (words: readonly string[]) => words.map(shellWord).join(' ');
