import { type Command, Option } from 'commander';
import { experiments } from '../experiments/index.ts';
import { Misuse } from '../settings/misuse.ts';
import { nearest } from '../settings/nearest.ts';
import { allFields } from '../settings/resolve.ts';
import { addFieldFlags, addSeedFlags } from './flags.ts';
import type { Flags } from './request.ts';

/** One subcommand an experiment, its flags derived from its fields; a fork knows its experiment from the record. */
export function addExperimentCommands(
  run: Command,
  modules: readonly string[],
  setExitCode: (code: number) => void,
): void {
  run.usage('<experiment> [options]');
  for (const experiment of experiments) {
    const command = run.command(experiment.name).description(experiment.doc);
    addFieldFlags(command, allFields(experiment));
    addSeedFlags(command);
    command
      .option('--config <file>', 'read settings from a YAML file; flags win over it')
      .option(
        '--preset <name>',
        'start from named settings (twolayer list presets); config and flags win over it',
      )
      .option('--engine <name>', 'wasm (float32) or plain (float64, the definition)');
    addForkFlags(command);
    addOutputFlags(command);
    command.action(async () => {
      const flags: Flags = command.optsWithGlobals();
      const { runExperiment, runFork } = await import('./run.ts');
      setExitCode(await (flags.from === undefined ? runExperiment : runFork)(experiment, flags, modules));
    });
  }
  addForkFlags(run);
  addOutputFlags(run);
  run
    .option('--steps <integer>', 'with --from: train exactly so many steps')
    .option('--max-time <number>', 'with --from: give up at this time')
    .argument('[experiment]')
    .action(async (name: string | undefined, flags: Flags) => {
      if (name !== undefined || flags.from === undefined) refuseName(name);
      const { runFork } = await import('./run.ts');
      setExitCode(await runFork(undefined, flags, modules));
    });
}

function refuseName(name: string | undefined): never {
  const names = experiments.map((experiment) => experiment.name);
  if (name === undefined) throw new Misuse(`run needs an experiment: ${names.join(', ')}`);
  throw new Misuse(
    `run ${name}: there is no such experiment; the nearest are ${nearest(name, names).join(', ')}`,
  );
}

/** `--from`, `--at` and `--set`, which may be given again. */
function addForkFlags(command: Command): void {
  const flag = (flags: string, doc: string) => new Option(flags, doc).helpGroup('Fork:');
  const collect = (text: string, before: readonly string[] = []) => [...before, text];
  command
    .addOption(flag('--from <record>', 'continue a copy of this run, a record.ndjson or the folder it is in'))
    .addOption(flag('--at <step>', 'from this step on: a number, phase1, phase2 or last'))
    .addOption(flag('--set <key=value>', 'with this changed; again for more').argParser(collect));
}

function addOutputFlags(command: Command): void {
  command
    .option('--out <folder>', 'write into this new folder instead of runs/')
    .addOption(new Option('--theme <name>', 'colors of the figure').choices(['light', 'dark']))
    .option('--json', 'print the record as one JSON object; write no file without --out')
    .option('--quiet', 'print nothing but errors');
}
