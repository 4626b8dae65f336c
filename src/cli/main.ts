import { Command, CommanderError } from 'commander';
import { Misuse } from '../settings/misuse.ts';
import { acceptCamelCase } from './camel-case.ts';
import { version } from './package.ts';
import { takeModules } from './take-modules.ts';

const intro = `A laboratory of feature learning in two-layer neural networks.

  npx twolayer run xor/two-phases     watch SGD find, then tune, the XOR features
  npx twolayer check A                decide what paper A states, claim by claim
  npx twolayer study width            how wide need a network be? and other questions
  npx twolayer list                   everything there is to choose from`;

/** The program with all its commands; what `run` and `check` take is read from their lists only when asked for. */
async function createProgram(
  asks: (command: string) => boolean,
  modules: readonly string[],
  setExitCode: (code: number) => void,
) {
  const program = new Command('twolayer').description(intro).version(version).enablePositionalOptions();
  program.configureHelp({ showGlobalOptions: false });
  program.option(
    '--use <file>',
    'add kinds, metrics and claims of your own from this module; with any command',
  );
  const run = program.command('run').description('run one experiment').usage('<experiment> [options]');
  if (asks('run')) {
    const { addExperimentCommands } = await import('./run-command.ts');
    addExperimentCommands(run, modules, setExitCode);
  }
  const check = program
    .command('check')
    .description('decide claims of the papers, each with a number and an interval');
  if (asks('check')) {
    const { completeCheckCommand } = await import('./check-command.ts');
    completeCheckCommand(check, modules, setExitCode);
  }
  const study = program.command('study').description('compare settings side by side on several seeds');
  if (asks('study')) {
    const { completeStudyCommand } = await import('./study-command.ts');
    completeStudyCommand(study, modules, setExitCode);
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

const shells = ['bash', 'zsh', 'fish', 'powershell'];

/** `complete <shell>` prints a script; the script calls `complete -- <words>`. Both belong to the library. */
async function addCompletion(program: Command, words: readonly string[]): Promise<void> {
  if (words[0] === 'complete' && ['--', ...shells].includes(words[1] ?? '')) {
    const { addCompletionCommand } = await import('./completion.ts');
    await addCompletionCommand(program);
    return;
  }
  const command = program.command('complete').description('print a completion script for a shell');
  command.argument(`<${shells.join('|')}>`).action((shell: string) => {
    throw new Misuse(
      `complete must be followed by one of ${shells.join(', ')}, got ${JSON.stringify(shell)}`,
    );
  });
}

/**
 * Parses the command line and does what it says.
 *
 * @param argv the words after `twolayer`
 * @returns the exit code: 0 done, 1 diverged or crashed, 2 misuse, 130 interrupted
 */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', ignoreClosedPipe);
  let modules: readonly string[] = [];
  try {
    const taken = takeModules(acceptCamelCase(argv));
    modules = taken.modules;
    return await obey(taken.words, modules);
  } catch (error) {
    return report(error, modules);
  }
}

/** Loads the user's modules, so that flags and lists know of them, then does what the words say. */
async function obey(words: readonly string[], modules: readonly string[]): Promise<number> {
  if (modules.length > 0) await (await import('./use.ts')).loadModules(modules);
  let exitCode = 0;
  const asks = (command: string) => words.includes(command) || words[0] === 'complete';
  const program = await createProgram(asks, modules, (code) => {
    exitCode = code;
  });
  await addCompletion(program, words);
  everyCommand(program, (command) => command.exitOverride().configureOutput({ outputError() {} }));
  if (words.length === 0) program.help();
  await program.parseAsync(words, { from: 'user' });
  return exitCode;
}

function everyCommand(command: Command, visit: (command: Command) => void): void {
  visit(command);
  for (const child of command.commands) everyCommand(child, visit);
}

/**
 * One sentence and 2 for misuse, commander's included; the rest is a crash, where the system's own words may do, and
 * where a user's modules are the first to suspect.
 */
function report(error: unknown, modules: readonly string[]): number {
  if (error instanceof CommanderError) return reportMisuse(error);
  if (error instanceof Misuse) return say(error.message, 2);
  const message = error instanceof Error ? error.message : String(error);
  if (modules.length > 0) return say(`with --use ${modules.join(', ')}: ${message}`, 1);
  if (!(error instanceof Error)) throw error;
  return say('syscall' in error ? error.message : (error.stack ?? error.message), 1);
}

/** Help and version come this way too, with exit code 0. */
function reportMisuse({ exitCode, message }: CommanderError): number {
  if (exitCode === 0) return 0;
  return say(message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' '), 2);
}

function say(message: string, exitCode: number): number {
  process.stderr.write(`twolayer: ${message}\n`);
  return exitCode;
}

/** `twolayer list | head` closes our output early, which is no error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
