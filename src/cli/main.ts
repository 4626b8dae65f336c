import { Command, CommanderError } from 'commander';
import { acceptCamelCase } from './camel-case.ts';
import { version } from './package.ts';

const intro = `A laboratory of feature learning in two-layer neural networks.

  npx twolayer run xor/two-phases     watch SGD find, then tune, the XOR features
  npx twolayer list                   everything there is to choose from`;

/** The program with all its commands; those of `run` are read from the experiments only when asked for. */
async function createProgram(needsExperiments: boolean, setExitCode: (code: number) => void) {
  const program = new Command('twolayer').description(intro).version(version).enablePositionalOptions();
  program.configureHelp({ showGlobalOptions: false });
  const run = program.command('run').description('run one experiment').usage('<experiment> [options]');
  if (needsExperiments) {
    const { addExperimentCommands } = await import('./run-command.ts');
    addExperimentCommands(run, setExitCode);
  }
  program
    .command('list')
    .description('list experiments, targets, losses, metrics, …')
    .argument('[kind]', 'one list only: experiments, inputs, targets, …')
    .option('--json', 'one JSON object a line')
    .action(async (kind: string | undefined, { json }: { json?: boolean }) => {
      const { listKinds } = await import('./list.ts');
      process.stdout.write(listKinds(kind, json === true));
    });
  return program;
}

/**
 * Parses the command line and does what it says.
 *
 * @param argv the words after `twolayer`
 * @returns the exit code: 0 done, 1 diverged or crashed, 2 misuse, 130 interrupted
 */
export async function main(argv: readonly string[]): Promise<number> {
  const words = acceptCamelCase(argv);
  process.stdout.on('error', ignoreClosedPipe);
  const completing = words[0] === 'complete';
  let exitCode = 0;
  const program = await createProgram(completing || words.includes('run'), (code) => {
    exitCode = code;
  });
  if (completing || words.length === 0) await addCompletion(program);
  everyCommand(program, (command) => command.exitOverride().showSuggestionAfterError());
  try {
    if (words.length === 0) program.help();
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error);
  }
}

async function addCompletion(program: Command): Promise<void> {
  const { addCompletionCommand } = await import('./completion.ts');
  await addCompletionCommand(program);
}

function everyCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) everyCommand(child, visit);
}

/** Misuse is one sentence and 2; commander has printed its own sentence already; the rest is a crash. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof Error)) throw error;
  const speaksForItself = error.name === 'Misuse' || 'syscall' in error;
  process.stderr.write(`twolayer: ${speaksForItself ? error.message : error.stack}\n`);
  return error.name === 'Misuse' ? 2 : 1;
}

/** `twolayer list | head` closes our output early, which is no error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
