import { setImmediate } from 'node:timers/promises';
import pc from 'picocolors';
import { repeatCommand } from '../experiments/command.ts';
import type { Experiment, TrialRecord } from '../experiments/experiment.ts';
import { startTrial, type Trial } from '../experiments/trial.ts';
import { trialId } from '../settings/canonical.ts';
import { INTERRUPTED, type Interrupt, listenForInterrupt } from './interrupt.ts';
import { makeOutputFolder, type OutputFolder, writeFigure, writeRecord } from './output.ts';
import { commit, version } from './package.ts';
import { type Progress, plainProgress, silent, terminalProgress } from './progress.ts';
import { resolveRequest } from './request.ts';
import { identify } from './use.ts';

/** Exit codes of a single run. */
const exitCodes = { finished: 0, 'budget-exhausted': 0, diverged: 1, interrupted: INTERRUPTED } as const;

/**
 * Runs one trial: resolves what was asked, trains, writes the files, tells what happened.
 *
 * @param flags as commander parsed them, by camelCase key
 * @param modules the user's own, loaded already
 * @returns the exit code
 */
export async function runExperiment(
  experiment: Experiment,
  flags: Readonly<Record<string, string | boolean | undefined>>,
  modules: readonly string[],
): Promise<number> {
  const { settings, seeds, engine } = resolveRequest(experiment, flags);
  const out = flags.out as string | undefined;
  const id = trialId(experiment.name, settings, seeds);
  const folder = flags.json && out === undefined ? undefined : makeOutputFolder(out, experiment.name, id);
  const interrupt = listenForInterrupt();
  try {
    const trial = startTrial(experiment, settings, seeds, engine.create());
    await drain(trial, experiment, progressFor(flags), interrupt);
    const used = modules.length > 0 && { modules: identify(modules) };
    const record = { ...trial.record({ version, commit: commit() }), ...used };
    if (folder) await writeFiles(folder, experiment, record, interrupt);
    if (flags.json) process.stdout.write(`${JSON.stringify(record)}\n`);
    else if (!flags.quiet) process.stdout.write(summary(experiment, record, folder!));
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
  experiment: Experiment,
  progress: Progress,
  interrupt: Interrupt,
): Promise<void> {
  try {
    for (let shown = 0, breath = 0; !interrupt.came && trial.advance(); ) {
      const snapshot = trial.snapshots[shown];
      if (snapshot) progress.show(snapshot, experiment.phase(snapshot));
      shown = trial.snapshots.length;
      if (performance.now() - breath < BREATH_MS) continue;
      await setImmediate();
      breath = performance.now();
    }
  } finally {
    progress.end();
  }
}

function progressFor(flags: Readonly<Record<string, unknown>>): Progress {
  if (flags.quiet) return silent;
  const write = (text: string) => process.stderr.write(text);
  const now = () => performance.now();
  return process.stderr.isTTY ? terminalProgress(write, now) : plainProgress(write, now);
}

/** The record first: it is safe before the figure is drawn. */
async function writeFiles(
  folder: OutputFolder,
  experiment: Experiment,
  record: TrialRecord,
  interrupt: Interrupt,
): Promise<void> {
  writeRecord(folder, record);
  interrupt.endProcess(`interrupted; ${folder.path} holds the record but no figure`);
  await writeFigure(folder, experiment.figure(record, repeatCommand(experiment, record)));
}

function summary(experiment: Experiment, record: TrialRecord, folder: OutputFolder): string {
  const lines = [pc.bold(experiment.name), ...experiment.report(record)];
  return `${lines.join('\n')}\nWrote ${folder.path} (record.ndjson, figure.svg, figure.png, figure.vl.json)\n`;
}
