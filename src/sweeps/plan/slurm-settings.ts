import { z } from 'zod';
import { field, type Rule, type Settings } from '../../settings/kind.ts';
import { refuse, resolveSettings } from '../../settings/resolve.ts';

const MINUTES_A_YEAR = 525_600;

/** `HH:MM:SS` or `D-HH:MM:SS` in minutes, rounded up as Slurm does. */
function minutesOf(text: string): number {
  const [, days, hours, minutes, seconds] = /^(?:(\d+)-)?(\d+):(\d+):(\d+)$/.exec(text)!;
  return Number(days ?? 0) * 1440 + Number(hours) * 60 + Number(minutes) + Math.ceil(Number(seconds) / 60);
}

const duration = z.union([
  z.int().min(1).max(MINUTES_A_YEAR),
  z
    .string()
    .regex(/^(\d{1,3}-)?\d{1,4}:[0-5]\d:[0-5]\d$/)
    .transform(minutesOf)
    .pipe(z.int().min(1).max(MINUTES_A_YEAR)),
]);

/** A name that stands in a line of the batch script as it is. */
const word = z.string().regex(/^[\w.,:@+/-]{1,200}$/);
const line = z.string().regex(/^[^\r\n]+$/);

/** What belongs to the adapter: without it tasks would not be found, warned or resumed. */
const OWN =
  /^(-a|--array|--signal|--no-requeue|--open-mode|-n|--ntasks|-o|--output|-D|--chdir|--wrap)(=|\s|$)/;
const option = z
  .string()
  .regex(/^--?[A-Za-z][^\r\n]*$/)
  .refine((text) => !OWN.test(text));

const name = (what: string) => ({ doc: `${what}; by default the site’s`, allowed: 'a name without spaces' });

/** Settings under the key `slurm` of a sweep file. */
export const slurmFields = {
  partition: field(word.optional(), name('partition')),
  account: field(word.optional(), name('account')),
  qos: field(word.optional(), name('quality of service')),
  time: field(duration.default(60), {
    doc: 'time limit of a task; one that reaches it goes on in a restart',
    unit: 'min',
    allowed: 'minutes as an integer, or text like 04:00:00 or 1-12:00:00',
  }),
  memory: field(z.int().min(100).max(10_000_000).optional(), {
    doc: 'memory of a task; by default enough for the largest trial by its estimate, and at least 1000',
    unit: 'MB',
  }),
  parallel: field(z.int().min(1).max(1_000_000).default(256), { doc: 'tasks that may run at a time' }),
  taskMinutes: field(z.number().positive().max(1440).default(15), {
    doc: 'how long a task should take, by the estimate of its trials; at most half of what the time limit leaves',
    unit: 'min',
  }),
  maxTasks: field(z.int().min(1).max(1_000_000).optional(), {
    doc: 'tasks at most, where the site allows only so many to be submitted; they take longer then',
  }),
  warning: field(z.int().min(40).max(3600).default(120), {
    doc: 'how long before the time limit Slurm warns a task; it may be half a minute late or a minute early',
    unit: 's',
  }),
  restarts: field(z.int().min(0).max(1000).default(20), { doc: 'restarts after which a task gives up' }),
  fit: field(z.boolean().default(true), { doc: 'run twolayer fit when all tasks have ended' }),
  setup: field(z.array(line).max(100).default([]), {
    doc: 'shell lines before a task starts, such as: module load node',
    allowed: 'a list of texts of one line each',
  }),
  options: field(z.array(option).max(100).default([]), {
    doc: 'further options of sbatch, such as: --constraint=avx2',
    allowed:
      'a list of sbatch options, none of those that the sweep sets itself (--array, --signal, --output, …)',
  }),
} as const;

/** How tasks are sent to Slurm, resolved; `time` in minutes. */
export type SlurmSettings = Settings<typeof slurmFields>;

const warnsInTime: Rule = ({ time, warning }) =>
  (warning as number) < 60 * (time as number)
    ? undefined
    : { key: 'warning', allowed: `less than the time limit, ${60 * (time as number)} s` };

/**
 * The block `slurm` of a sweep file with every default filled in.
 *
 * @param given nothing, or settings by key
 * @param label how an error names the block, or a key of it
 * @throws Misuse with one sentence that names the setting, what is allowed and what came
 */
export function resolveSlurm(
  given: unknown = {},
  label: (...key: string[]) => string = (...key) => ['slurm', ...key].join(': '),
): SlurmSettings {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    refuse(label(), 'key: value lines', given);
  }
  const schema = { name: 'slurm', settings: slurmFields, choices: {}, rules: [warnsInTime] };
  return resolveSettings(schema, given as Record<string, unknown>, label) as unknown as SlurmSettings;
}

/**
 * How long a task should take, in seconds: `taskMinutes`, but well below what the time limit leaves, and as long as it
 * takes with `maxTasks`.
 *
 * @param total seconds of all tasks together
 */
export function taskSeconds({ taskMinutes, time, warning, maxTasks }: SlurmSettings, total: number): number {
  const target = Math.min(60 * taskMinutes, (60 * time - warning) / 2);
  return maxTasks === undefined ? target : Math.max(target, total / maxTasks);
}
