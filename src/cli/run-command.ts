import type { Command } from 'commander';
import { experiments } from '../experiments/index.ts';
import { Misuse } from '../settings/misuse.ts';
import { nearest } from '../settings/nearest.ts';
import { allFields } from '../settings/resolve.ts';
import { addFieldFlags, addSeedFlags } from './flags.ts';

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** One subcommand an experiment, its flags derived from its fields. */
export function addExperimentCommands(run: Command, setExitCode: (code: number) => void): void {
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
      .option('--engine <name>', 'wasm (float32) or plain (float64, the definition)')
      .option('--out <folder>', 'write into this new folder instead of runs/')
      .option('--json', 'print the record as one JSON object; write no file without --out')
      .option('--quiet', 'print nothing but errors')
      .action(async (flags: Flags) => {
        const { runExperiment } = await import('./run.ts');
        setExitCode(await runExperiment(experiment, flags));
      });
  }
  run.argument('[experiment]').action((name: string | undefined) => {
    const names = experiments.map((experiment) => experiment.name);
    if (name === undefined) throw new Misuse(`run needs an experiment: ${names.join(', ')}`);
    throw new Misuse(
      `run ${name}: there is no such experiment; the nearest are ${nearest(name, names).join(', ')}`,
    );
  });
}
