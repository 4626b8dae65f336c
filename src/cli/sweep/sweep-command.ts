import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { createQueue } from '../../node/slurm/queue.ts';
import { checkFolder, claimFolder, type Known, knownIn } from '../../node/sweep-folder.ts';
import { field } from '../../settings/kind.ts';
import { Misuse } from '../../settings/misuse.ts';
import { missingTrials } from '../../sweeps/counts.ts';
import { sweepSchema } from '../../sweeps/plan/sweep-schema.ts';
import { trialSource } from '../../sweeps/source.ts';
import { addFieldFlags, fieldValues } from '../flags.ts';
import { INTERRUPTED, listenForInterrupt } from '../interrupt.ts';
import { commit, version } from '../package.ts';
import { say } from '../say.ts';
import { type DryRun, dryRunInWords, dryRunOf } from './dry-run.ts';
import { createSweepProgress } from './progress.ts';
import { readSweepFile } from './read-sweep-file.ts';
import { type LocalRun, runLocal } from './run-local.ts';
import { listTasks, submitSweep, tellSubmission } from './run-slurm.ts';
import { tellCounts } from './words.ts';
import { workersFor } from './workers.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

const fields = {
  on: field(z.enum(['local', 'slurm', 'tasks']).default('local'), {
    doc: 'this machine; the cluster that sbatch here submits to; or a list of tasks for another scheduler',
  }),
  workers: field(z.int().min(1).max(1024).optional(), {
    doc: 'trials at a time; by default one a core, fewer where memory is short',
  }),
};

/** Arguments, flags and action of `twolayer sweep <file>`. */
export function completeSweepCommand(
  command: Command,
  modules: readonly string[],
  setExitCode: (code: number) => void,
): void {
  command
    .argument(
      '[file]',
      'a sweep file (YAML), the folder of a sweep to go on with, or one of twolayer list sweeps',
    )
    .option('--out <folder>', 'where trials are kept; by default runs/ and the name of the file or preset')
    .option('--schema', 'print the JSON Schema of sweep files, for editors')
    .option('--dry-run', 'say what would be done and what it would take; write nothing')
    .option('--retry-failed', 'do failed trials once more')
    .option('--quiet', 'no progress')
    .option('--json', 'the counts as one JSON object');
  addFieldFlags(command, fields);
  command.action(async (file: string | undefined, flags: Flags) => {
    if (flags.schema === true) process.stdout.write(`${JSON.stringify(sweepSchema(), null, 1)}\n`);
    else if (file === undefined) throw new Misuse('sweep needs a file; a small one is in the README');
    else setExitCode(await runSweep(file, flags, modules));
  });
}

/**
 * Does every trial of a sweep that has not been done, or has it done.
 *
 * @returns the exit code
 */
async function runSweep(file: string, flags: Flags, modules: readonly string[]): Promise<number> {
  const { on, workers: asked } = fieldValues(fields, flags);
  const { values, text, sweep, plan, folder: own } = readSweepFile(file);
  const folder = (flags.out as string | undefined) ?? own;
  if (on !== 'local' && plan.bracket) {
    throw new Misuse(`--on ${on} cannot do a search, in which each trial depends on others: leave out --on`);
  }
  checkFolder(folder, values, plan);
  const isJson = flags.json === true;
  if (flags.dryRun !== true) {
    if (on === 'slurm') await createQueue().maxArraySize(); // refuses where no cluster answers, before anything is made
    const used = modules.map((module) => resolve(module));
    const made = { planned: plan.size, version, commit: commit(), modules: used };
    claimFolder(folder, { schema: 1, sweep: values, text, ...made }, plan);
  }
  const known = knownIn(folder, plan);
  const missing = missingTrials(known, flags.retryFailed === true);
  const run = { folder, known, missing, settings: sweep.slurm };
  if (on === 'slurm')
    return tell(await (flags.dryRun ? tellSubmission(run, isJson) : submitSweep(run, isJson)));
  if (on === 'tasks' && !flags.dryRun) return tell(listTasks(run, isJson));
  const workers = asked ?? workersFor(plan);
  if (flags.dryRun === true) return tellDryRun(folder, dryRunOf(known, missing, workers), isJson);
  return runHere({ folder, missing, workers, modules }, known, flags);
}

function tell(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** What a run would do and take; the folder is looked at, if there is one, and left as it is. */
function tellDryRun(folder: string, dryRun: DryRun, json: boolean): number {
  process.stdout.write(json ? `${JSON.stringify({ folder, ...dryRun })}\n` : `${dryRunInWords(dryRun)}\n`);
  return 0;
}

/** Does what is missing on this machine, and tells how far the sweep has come. */
async function runHere(
  {
    folder,
    missing,
    ...manner
  }: Pick<LocalRun, 'folder' | 'workers' | 'modules'> & { readonly missing: readonly number[] },
  known: Known,
  flags: Flags,
): Promise<number> {
  const { plan, ids } = known;
  const progress = createSweepProgress(known, missing, flags.quiet === true || flags.json === true);
  const interrupt = listenForInterrupt();
  const source = trialSource(known, missing);
  const end = await runLocal({
    ...manner,
    folder,
    plan,
    ids,
    source,
    task: 'local',
    interrupt,
    progress: progress.ended,
  });
  interrupt.ignore();
  progress.clear();
  const counts = tellCounts(folder, knownIn(folder, plan), flags.json === true);
  if (end.trouble)
    return say(
      `${folder} cannot be written: ${end.trouble}; what was done is kept, and the same command goes on`,
      1,
    );
  if (end.interrupted) return say('interrupted; the same command goes on where it was', INTERRUPTED);
  return counts.failed > 0 ? 1 : 0;
}
