import type { Command } from 'commander';
import { z } from 'zod';
import { knownIn, planIn, readSweepJson } from '../../node/sweep-folder.ts';
import { readTask } from '../../node/task-list.ts';
import { field } from '../../settings/kind.ts';
import { missingTrials } from '../../sweeps/counts.ts';
import { addFieldFlags, fieldValues } from '../flags.ts';
import { INTERRUPTED } from '../interrupt.ts';
import { loadModules } from '../use.ts';
import { runLocal } from './run-local.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

const fields = {
  index: field(z.int().min(0).max(10_000_000), { doc: 'which task of the list, from 0' }),
  workers: field(z.int().min(1).max(1024).default(1), { doc: 'trials at a time' }),
};

/** Arguments, flags and action of `twolayer task --plan <file> --index <k>`: what schedulers start. */
export function completeTaskCommand(command: Command, setExitCode: (code: number) => void): void {
  command.requiredOption('--plan <file>', 'a list of tasks in the folder of a sweep: plans/1.json');
  addFieldFlags(command, fields);
  command.action(async (flags: Flags) => {
    setExitCode(await runTask(flags));
  });
}

/**
 * Does the trials of one task that have not been done by anyone.
 *
 * @returns the exit code
 */
async function runTask(flags: Flags): Promise<number> {
  const { index, workers } = fieldValues(fields, flags);
  const { folder, name, ids } = readTask(flags.plan as string, index);
  const { modules } = readSweepJson(folder);
  await loadModules(modules);
  const plan = planIn(folder);
  const known = knownIn(folder, plan);
  const own = new Set(ids);
  const missing = missingTrials(known, false).filter((trial) => own.has(known.ids[trial]!));
  const run = { folder, plan, ids: known.ids, missing, task: name, workers, modules, progress: () => {} };
  const { interrupted, trouble } = await runLocal(run);
  if (trouble) process.stderr.write(`twolayer: ${folder} cannot be written: ${trouble}\n`);
  return interrupted ? INTERRUPTED : trouble ? 1 : 0;
}
