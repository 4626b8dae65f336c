import { setImmediate } from 'node:timers/promises';
import pc from 'picocolors';
import { repeatCommand } from '../experiments/command.ts';
import type { Experiment, Figure, Snapshot, TrialRecord } from '../experiments/experiment.ts';
import { startTrial, type Trial } from '../experiments/trial.ts';
import type { Theme } from '../figures/palette.ts';
import { trialId } from '../settings/canonical.ts';
import { Misuse } from '../settings/misuse.ts';
import { type Fork, originOf, reproductionCheck, resolveFork } from './fork.ts';
import { INTERRUPTED, type Interrupt, listenForInterrupt } from './interrupt.ts';
import { makeOutputFolder, type OutputFolder, writeFigure, writeRecord } from './output.ts';
import { commit, version } from './package.ts';
import { type Progress, plainProgress, silent, terminalProgress } from './progress.ts';
import { type Flags, type Request, resolveRequest } from './request.ts';
import { identify } from './use.ts';

/** Exit codes of a single run. */
const exitCodes = { finished: 0, 'budget-exhausted': 0, diverged: 1, interrupted: INTERRUPTED } as const;

/**
 * Runs one trial of an experiment, with files and words.
 *
 * @returns the exit code
 */
export async function runExperiment(
  experiment: Experiment,
  flags: Flags,
  modules: readonly string[],
): Promise<number> {
  for (const word of ['at', 'set']) {
    if (flags[word] !== undefined) throw new Misuse(`--${word} needs --from, the record of the run to leave`);
  }
  return runTrial(experiment, resolveRequest(experiment, flags), { flags, modules });
}

/**
 * Continues a copy of a recorded run with something changed.
 *
 * @param experiment where its name was given
 * @returns the exit code
 */
export async function runFork(
  experiment: Experiment | undefined,
  flags: Flags,
  modules: readonly string[],
): Promise<number> {
  const fork = resolveFork(experiment, flags);
  return runTrial(fork.experiment, fork, { flags, modules, fork });
}

/** What decides how a trial is shown and kept, not what it computes. */
interface Manner {
  readonly flags: Flags;
  /** The user's own modules, loaded already. */
  readonly modules: readonly string[];
  readonly fork?: Fork;
}

/** Trains, writes the files, tells what happened. */
async function runTrial(
  experiment: Experiment,
  { settings, seeds, engine }: Request,
  { flags, modules, fork }: Manner,
): Promise<number> {
  const out = flags.out as string | undefined;
  const id = trialId(experiment.name, settings, seeds);
  const folder = flags.json && out === undefined ? undefined : makeOutputFolder(out, experiment.name, id);
  const interrupt = listenForInterrupt();
  try {
    const trial = startTrial(experiment, settings, seeds, engine.create());
    const check = fork && reproductionCheck(fork);
    const progress = progressFor(flags);
    const show = (snapshot: Snapshot) =>
      progress.show(snapshot, experiment.phase(snapshot), experiment.progress?.(snapshot, settings));
    await drain(trial, { show, end: progress.end }, interrupt, check);
    const used = modules.length > 0 && { modules: identify(modules) };
    const record = { ...trial.record({ version, commit: commit(), ...(fork && originOf(fork)) }), ...used };
    const story = storyOf(experiment, record, fork);
    const theme = (flags.theme ?? 'light') as Theme;
    if (folder) await writeFiles(folder, record, { ...story, theme }, interrupt);
    if (flags.json) process.stdout.write(`${JSON.stringify(record)}\n`);
    else if (!flags.quiet) process.stdout.write(summary(experiment, story, folder!));
    return exitCodes[record.status];
  } finally {
    interrupt.ignore();
    folder?.discardIfEmpty();
  }
}

/** Signals are let in this often. */
const BREATH_MS = 20;

/** Trains to the end, or until interrupted. */
async function drain(
  trial: Trial,
  { show, end }: { show(snapshot: Snapshot): void; end(): void },
  interrupt: Interrupt,
  check: (trial: Trial) => void = () => {},
): Promise<void> {
  try {
    for (let shown = 0, breath = 0; !interrupt.came && trial.advance(); ) {
      const snapshot = trial.snapshots[shown];
      if (snapshot) show(snapshot);
      if (snapshot) check(trial);
      shown = trial.snapshots.length;
      if (performance.now() - breath < BREATH_MS) continue;
      await setImmediate();
      breath = performance.now();
    }
  } finally {
    end();
  }
}

function progressFor(flags: Readonly<Record<string, unknown>>): Progress {
  if (flags.quiet) return silent;
  const write = (text: string) => process.stderr.write(text);
  const now = () => performance.now();
  return process.stderr.isTTY ? terminalProgress(write, now) : plainProgress(write, now);
}

/** What is said and shown of a record; of a fork, beside its parent. */
interface Story {
  report(): string[];
  figure(): Figure;
}

function storyOf(experiment: Experiment, record: TrialRecord, fork: Fork | undefined): Story {
  const command = repeatCommand(experiment, record);
  const { branches } = experiment;
  if (!fork || !branches) {
    return { report: () => experiment.report(record), figure: () => experiment.figure(record, command) };
  }
  const { parent, step } = fork;
  const both = { parent, branch: record, step };
  return { report: () => branches.report(both), figure: () => branches.figure(both, command) };
}

/** The record first: it is safe before the figure is drawn. */
async function writeFiles(
  folder: OutputFolder,
  record: TrialRecord,
  { figure, theme }: Story & { readonly theme: Theme },
  interrupt: Interrupt,
): Promise<void> {
  writeRecord(folder, record);
  interrupt.endProcess(`interrupted; ${folder.path} holds the record but no figure`);
  await writeFigure(folder, figure(), { theme });
}

function summary(experiment: Experiment, story: Story, folder: OutputFolder): string {
  const lines = [pc.bold(experiment.name), ...story.report()];
  const live = experiment.live ? 'Watch it live: npx twolayer serve\n' : '';
  return `${lines.join('\n')}\nWrote ${folder.path} (record.ndjson, figure.svg, figure.png, figure.vl.json)\n${live}`;
}
