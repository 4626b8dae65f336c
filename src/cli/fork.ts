import type { Experiment, Provenance, TrialRecord } from '../experiments/experiment.ts';
import { type Difference, forkSettings } from '../experiments/fork-settings.ts';
import { experiments } from '../experiments/index.ts';
import { resolveTrial, type Trial } from '../experiments/trial.ts';
import { canonicalJson } from '../settings/canonical.ts';
import { type Change, camel } from '../settings/changes.ts';
import { kebab } from '../settings/kebab.ts';
import { Misuse } from '../settings/misuse.ts';
import { allFields } from '../settings/resolve.ts';
import { parseField } from '../settings/text.ts';
import { readRecord } from './read-record.ts';
import { engineFor, type Flags, type Request } from './request.ts';

/** A copy of a recorded run with something changed from a step on, as a trial from the start. */
export interface Fork extends Request {
  readonly experiment: Experiment;
  readonly parent: TrialRecord;
  readonly step: number;
  /** The record's file, as given. */
  readonly from: string;
}

/** What may stand beside --from; everything else is in the record. */
const ALLOWED = ['from', 'at', 'set', 'steps', 'maxTime', 'out', 'theme', 'json', 'quiet'];

/**
 * Settings of a fork (`forkSettings`): the record's, with what `--set` says as changes at the step `--at`.
 *
 * @param named the experiment the command line names, where it does
 * @throws Misuse when the record, the step, a key or a value is not allowed
 */
export function resolveFork(named: Experiment | undefined, flags: Flags): Fork {
  const from = flags.from as string;
  refuseOthers(flags);
  const parent = readRecord(from);
  const experiment = experimentOf(parent, named, from);
  const before = resolveTrial(experiment, { ...parent.settings }, (key) => `--from ${from}: ${key}`);
  const step = stepOf(parent, flags.at);
  const fields = allFields(experiment);
  // commander collects what is given again
  const asked = (flags.set as unknown as readonly string[] | undefined)?.map(parseSet) ?? [];
  if (asked.length === 0) throw new Misuse('--from needs --set key=value, what is to be different');
  const words = new Map(asked.map(({ key, word }) => [key, word]));
  const length = lengthOf(flags, experiment);
  const settings = forkSettings(
    experiment,
    before,
    {
      step,
      set: asked.map(({ key, text }) => ({ key, value: parseField(fields, key, text) })),
      ...(length && { length }),
    },
    (key) => `--${kebab(key)}`,
    ({ key }: Change) => `--set ${words.get(key) ?? key}`,
  );
  return { experiment, parent, step, from, settings, seeds: parent.seeds, engine: engineFor(settings) };
}

function refuseOthers(flags: Flags): void {
  const other = Object.keys(flags).find((key) => flags[key] !== undefined && !ALLOWED.includes(key));
  if (!other) return;
  const flag = `--${kebab(other)}`;
  throw new Misuse(
    /^seed/.test(other)
      ? `${flag} cannot stand beside --from: a fork goes on with its record’s data`
      : `${flag} cannot stand beside --from, whose record says it; --set changes it from --at on`,
  );
}

function experimentOf({ experiment: name }: TrialRecord, named: Experiment | undefined, from: string) {
  const experiment = experiments.find((candidate) => candidate.name === name);
  if (!experiment) throw new Misuse(`--from ${from} is of ${name}, an experiment that does not exist here`);
  if (named && named !== experiment) throw new Misuse(`--from ${from} is of ${name}, not of ${named.name}`);
  if (!Object.hasOwn(experiment.settings, 'changes')) {
    throw new Misuse(`--from ${from} is of ${name}, where nothing can change on the way`);
  }
  return experiment;
}

/** `--at`: a step up to the record's last measurement, the end of a phase, or that last one. */
function stepOf({ series, summary }: TrialRecord, at: Flags[string]): number {
  const last = series.step.at(-1)!;
  const allowed = `an integer from 0 to ${last}, where the record ends, phase1, phase2 or last`;
  if (at === undefined) throw new Misuse(`--from needs --at, ${allowed}`);
  const text = String(at);
  if (text === 'last') return last;
  if (text === 'phase1' || text === 'phase2') {
    const end = summary[`${text}End`] as { readonly steps: readonly [number, number] } | null | undefined;
    if (end) return end.steps[1];
    throw new Misuse(`--at ${text}: in this record ${text.replace(/\d/, ' $&')} has not ended`);
  }
  const step = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(step <= last)) throw new Misuse(`--at must be ${allowed}, got ${text}`);
  return step;
}

function parseSet(text: string): { key: string; word: string; text: string } {
  const parts = /^\s*([A-Za-z][A-Za-z-]*)=(.*)$/s.exec(text);
  if (!parts) throw new Misuse(`--set must be key=value, got ${JSON.stringify(text)}`);
  const [, word, value] = parts as unknown as [string, string, string];
  const key = camel(word);
  if (/^seed/.test(key)) {
    throw new Misuse(`--set ${word} is not possible: a fork goes on with its record’s data`);
  }
  return { key, word, text: value.trim() };
}

/** How long to run, where the flags say so, in the place of what the record says. */
function lengthOf(flags: Flags, experiment: Experiment): Difference['length'] | undefined {
  if (flags.steps === undefined && flags.maxTime === undefined) return undefined;
  const fields = allFields(experiment);
  const parsed = (key: string) => flags[key] !== undefined && { [key]: parseField(fields, key, flags[key]) };
  return { ...parsed('steps'), ...parsed('maxTime') };
}

/** A fork's provenance. */
export function originOf({ parent, step }: Fork): Pick<Provenance, 'forkedFrom'> {
  return { forkedFrom: { id: parent.id, step } };
}

/**
 * A check, to be called at each measurement, that a fork is the record it was made from up to the step where it
 * leaves it: every metric to the six digits that a record keeps, and at its end the weights to the last bit.
 *
 * @throws Misuse when the record does not reproduce, once the step is reached
 */
export function reproductionCheck(fork: Fork): (trial: Trial) => void {
  const { parent, step, from } = fork;
  let done = false;
  return (trial) => {
    if (done || trial.snapshots.at(-1)!.step < step) return;
    done = true;
    const made = trial.record({ version: '', commit: null });
    const fault = firstDifference(parent, JSON.parse(JSON.stringify(made)) as TrialRecord, fork);
    if (!fault) return;
    const maker = `twolayer ${parent.version} on engine ${parent.engine}`;
    throw new Misuse(`--from ${from} does not reproduce here: ${fault} (the record was made by ${maker})`);
  };
}

function firstDifference(parent: TrialRecord, made: TrialRecord, { experiment, step }: Fork) {
  const columns = ['time', 'samples', ...experiment.metrics.map(({ name }) => name)];
  const shared = parent.series.step.filter((measured) => measured <= step);
  for (const [i, measured] of shared.entries()) {
    const row = made.series.step.indexOf(measured);
    for (const name of columns) {
      const recorded = (parent.series[name] as readonly unknown[] | undefined)?.[i] ?? null;
      const now = (made.series[name] as readonly unknown[] | undefined)?.[row] ?? null;
      const [then, here] = [canonicalJson(recorded), canonicalJson(now)];
      if (parent.series[name] !== undefined && then !== here) {
        return `${name} at step ${measured} is ${here}, recorded is ${then}`;
      }
    }
  }
  const isWhole = step === parent.summary.steps;
  return isWhole && made.summary.weightsHash !== parent.summary.weightsHash
    ? `the weights at step ${step} are others`
    : undefined;
}
