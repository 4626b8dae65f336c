import { Command, CommanderError } from 'commander';
import { Misuse } from '../settings/misuse.ts';
import { acceptCamelCase } from './camel-case.ts';
import { version } from './package.ts';
import { say } from './say.ts';
import { takeModules } from './take-modules.ts';

const intro = `A laboratory of feature learning in two-layer neural networks.

  npx twolayer run xor/two-phases     watch SGD find, then tune, the XOR features
  npx twolayer serve                  the same live in a browser, neuron by neuron
  npx twolayer check A                decide what paper A states, claim by claim
  npx twolayer study width            how wide need a network be? and other questions
  npx twolayer list                   everything there is to choose from`;

type Complete = (
  command: Command,
  modules: readonly string[],
  setExitCode: (code: number) => void,
) => Promise<void>;

/** Commands whose arguments, flags and action are in modules of their own, loaded when they are asked for. */
const commands: readonly { readonly name: string; readonly doc: string; readonly complete: Complete }[] = [
  {
    name: 'run',
    doc: 'run one experiment',
    complete: async (...rest) => (await import('./run-command.ts')).addExperimentCommands(...rest),
  },
  {
    name: 'check',
    doc: 'decide claims of the papers, each with a number and an interval',
    complete: async (...rest) => (await import('./check-command.ts')).completeCheckCommand(...rest),
  },
  {
    name: 'study',
    doc: 'compare settings side by side on several seeds',
    complete: async (...rest) => (await import('./study-command.ts')).completeStudyCommand(...rest),
  },
  {
    name: 'serve',
    doc: 'show the live lab, a page in the browser',
    complete: async (command) => (await import('./serve-command.ts')).completeServeCommand(command),
  },
  {
    name: 'certify',
    doc: 'what theory says of learning a target: leaps, staircase, predicted exponents, floors',
    complete: async (command) => (await import('./certify-command.ts')).completeCertifyCommand(command),
  },
  {
    name: 'sweep',
    doc: 'run every combination of settings, each once, and keep what came of it',
    complete: async (...rest) => (await import('./sweep/sweep-command.ts')).completeSweepCommand(...rest),
  },
  {
    name: 'status',
    doc: 'how far a sweep is',
    complete: async (command) => (await import('./sweep/status-command.ts')).completeStatusCommand(command),
  },
  {
    name: 'fit',
    doc: 'laws and exponents of what a sweep took, unfinished runs included',
    complete: async (command) => (await import('./sweep/fit-command.ts')).completeFitCommand(command),
  },
  {
    name: 'power',
    doc: 'which laws a sweep could tell apart, before it is run, and what it would take',
    complete: async (command) => (await import('./sweep/power-command.ts')).completePowerCommand(command),
  },
  {
    name: 'report',
    doc: 'all of a sweep as one HTML file that needs no server and no network',
    complete: async (command) => (await import('./sweep/report-command.ts')).completeReportCommand(command),
  },
  {
    name: 'cancel',
    doc: 'cancel what is left of a sweep in Slurm’s queue',
    complete: async (command) => (await import('./sweep/cancel-command.ts')).completeCancelCommand(command),
  },
  {
    name: 'compact',
    doc: 'merge the finished shards of a sweep into one',
    complete: async (command) => (await import('./sweep/compact-command.ts')).completeCompactCommand(command),
  },
  {
    name: 'export',
    doc: 'the trials of a sweep as a table: CSV or Parquet',
    complete: async (command) => (await import('./sweep/export-command.ts')).completeExportCommand(command),
  },
  {
    name: 'query',
    doc: 'ask the trials of a sweep in SQL',
    complete: async (command) => (await import('./sweep/query-command.ts')).completeQueryCommand(command),
  },
  {
    name: 'task',
    doc: 'do one task of a sweep; what schedulers start',
    complete: async (command, _, setExitCode) =>
      (await import('./sweep/task-command.ts')).completeTaskCommand(command, setExitCode),
  },
];

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
  for (const { name, doc, complete } of commands) {
    const command = program.command(name).description(doc);
    if (asks(name)) await complete(command, modules, setExitCode);
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

/** `twolayer list | head` closes our output early, which is no error. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
