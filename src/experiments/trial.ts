import type { Engine, Layers } from '../engines/engine.ts';
import type { Seeds } from '../numerics/streams.ts';
import { type Change, changesField, resolveChanges } from '../settings/changes.ts';
import { Misuse } from '../settings/misuse.ts';
import { type Label, resolveSettings } from '../settings/resolve.ts';
import { changeableKeys, type Place } from '../training/changes.ts';
import type { Status } from '../training/run.ts';
import type { Run } from '../training/setup.ts';
import type { Experiment, Findings, Provenance, Snapshot, TrialRecord } from './experiment.ts';
import { inTargetBasis, readLayers } from './observer.ts';
import { findingsOf, recordOf } from './record.ts';
import { trainingCourse } from './training-course.ts';
import { budget, type TrialSettings } from './trial-clock.ts';

export type { TrialSettings } from './trial-clock.ts';

/**
 * Settings of an experiment, checked and with every default filled in.
 *
 * @param given camelCase keys; what is left out takes its default
 * @param label how an error names a key; by default the key itself
 * @param labelChange how an error names a change; by default `changes 100:stepSize`
 * @throws Misuse with one sentence that names the setting, what is allowed and what came
 */
export function resolveTrial(
  experiment: Experiment,
  given: Readonly<Record<string, unknown>>,
  label: Label = (key) => key,
  labelChange = ({ step, key }: Change) => `${label('changes')} ${step}:${key}`,
): TrialSettings {
  const resolve = (values: Readonly<Record<string, unknown>>) =>
    resolveSettings(experiment, values, label) as unknown as TrialSettings;
  const { changes: asked, ...start } = given;
  const parsed = changesField.safeParse(asked);
  const isFixed = !Object.hasOwn(experiment.settings, 'changes');
  if (isFixed || !parsed.success || parsed.data.length === 0) return resolve(given);
  const keys = changeableKeys(experiment);
  const named = { changes: parsed.data, keys, label: labelChange };
  const settings = resolve({ ...start, changes: resolveChanges(experiment, { ...resolve(start) }, named) });
  refuseLateChange(settings, labelChange);
  return settings;
}

/** A change that never comes would make two trials of one. */
function refuseLateChange(settings: TrialSettings, label: (change: Change) => string): void {
  const end = budget(settings);
  const late = settings.changes.find(({ step }) => step >= end);
  if (!late) return;
  throw new Misuse(`${label(late)} must come before step ${end}, where the run ends, got step ${late.step}`);
}

/** A moment of a trial, from which a copy goes on with the same bits. Plain data: it can be kept and sent. */
export interface Checkpoint extends Place {
  /** What was measured up to this moment. */
  readonly snapshots: readonly Snapshot[];
  /** What each watcher remembers, in their order. */
  readonly watchers: readonly unknown[];
}

/** A trial in progress. */
export interface Trial {
  readonly run: Run;
  readonly snapshots: readonly Snapshot[];
  /** How it ended; undefined while it goes on. */
  readonly status: Status | undefined;
  /** Makes one step or one measurement, which joins `snapshots`; false when the trial is over. */
  advance(): boolean;
  /** Trains to the next measured step; undefined when the trial is over. */
  next(): Snapshot | undefined;
  /** The weights as they act on what targets see. */
  layers(): Layers;
  /** SHA-256 over all that was learned so far, as the record has it. */
  weightsHash(): string;
  /** This moment; undefined where the experiment has a course of its own, or a watcher cannot be copied. */
  checkpoint(): Checkpoint | undefined;
  /**
   * Goes to a checkpoint: of this trial, or of one whose settings were the same up to that step. What follows has the
   * bits of a trial that trained up to there.
   */
  restore(from: Checkpoint): void;
  /** What was found so far (once at least), for a quick look: nothing is rounded, hashed or drawn. */
  findings(): Findings;
  /**
   * What was measured so far (once at least), as a record; `interrupted` when the trial is not over.
   *
   * @param pictures false leaves out of the series what only pictures need, its neurons and what watchers saw
   */
  record(provenance: Provenance, pictures?: boolean): TrialRecord;
}

/** Starts a trial of an experiment at resolved settings. The same arguments give the same bits. */
export function startTrial(
  experiment: Experiment,
  settings: TrialSettings,
  seeds: Seeds,
  engine: Engine,
): Trial {
  const course =
    experiment.course?.(settings, seeds, engine) ?? trainingCourse(experiment, settings, seeds, engine);
  const { run, watchers } = course;
  const canSave = course.resume && watchers.every(({ save, restore }) => save && restore);
  let { progress } = course;
  let snapshots: Snapshot[] = [];
  let status: Status | undefined;
  const now = () => ({ experiment, settings, seeds, engine, course, snapshots, status });
  function advance(): boolean {
    if (status) return false;
    const result = progress.next();
    if (result.done) status = result.value;
    else if (!result.value) for (const watcher of watchers) watcher.follow?.();
    else {
      snapshots.push(result.value);
      status = course.endAt?.(result.value);
    }
    return !result.done;
  }
  return {
    run,
    get snapshots() {
      return snapshots;
    },
    get status() {
      return status;
    },
    advance,
    next() {
      const seen = snapshots.length;
      while (advance()) if (snapshots.length > seen) return snapshots[seen];
      return undefined;
    },
    layers: () => inTargetBasis(readLayers(run), run),
    weightsHash: course.weightsHash,
    checkpoint() {
      if (!canSave) return undefined;
      const { step, samplesUsed, hasDiverged } = run;
      const remembered = watchers.map(({ save }) => save!());
      const place = { step, samplesUsed, hasDiverged, layers: readLayers(run) };
      return { ...place, snapshots: [...snapshots], watchers: remembered };
    },
    restore(from) {
      snapshots = [...from.snapshots];
      for (const [i, watcher] of watchers.entries()) watcher.restore!(from.watchers[i]);
      const last = snapshots.at(-1);
      const measured = last?.step === from.step ? last : undefined;
      progress = course.resume!(from, measured);
      status = measured && course.endAt?.(measured);
    },
    findings: () => findingsOf(now()),
    record: (provenance, pictures = true) => recordOf(now(), provenance, pictures),
  };
}
