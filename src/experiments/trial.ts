import type { Engine, Layers } from '../engines/engine.ts';
import { weightsHash } from '../network/weights-hash.ts';
import type { Seeds } from '../numerics/streams.ts';
import { type Change, changesField, resolveChanges } from '../settings/changes.ts';
import { Misuse } from '../settings/misuse.ts';
import { type Label, resolveSettings } from '../settings/resolve.ts';
import { changeableKeys, moveTo, type Place } from '../training/changes.ts';
import { type Status, train } from '../training/run.ts';
import { createRun, type Run } from '../training/setup.ts';
import type { Course, Experiment, Provenance, Snapshot, TrialRecord } from './experiment.ts';
import { inTargetBasis, observer, readLayers } from './observer.ts';
import { recordOf } from './record.ts';
import { parseRule } from './rule.ts';
import { budget, scheduleOf, type TrialSettings } from './trial-clock.ts';

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
  /** This moment; undefined where the experiment has a course of its own, or a watcher cannot be copied. */
  checkpoint(): Checkpoint | undefined;
  /**
   * Goes to a checkpoint: of this trial, or of one whose settings were the same up to that step. What follows has the
   * bits of a trial that trained up to there.
   */
  restore(from: Checkpoint): void;
  /**
   * What was measured so far (once at least), as a record; `interrupted` when the trial is not over.
   *
   * @param pictures false leaves out of the series what only pictures need, its neurons and what watchers saw
   */
  record(provenance: Provenance, pictures?: boolean): TrialRecord;
}

/** The course of a trial that trains a network, measured when the schedule of its settings says so. */
function trainingCourse(
  experiment: Experiment,
  settings: TrialSettings,
  seeds: Seeds,
  engine: Engine,
): Course {
  const run = createRun(settings, seeds, engine);
  const context = { settings, seeds, engine, run };
  const watchers = experiment.watchers.flatMap((watch) => watch(context) ?? []);
  const clock = scheduleOf(settings);
  const isOver = endOf(experiment, settings);
  const schedule = {
    ...clock,
    observe: observer(experiment, settings, seeds, run, watchers),
    isDone: (snapshot: Snapshot) => snapshot.step > clock.lastChange && isOver(snapshot),
  };
  return {
    run,
    watchers,
    progress: train(run, schedule),
    weightsHash: () => weightsHash(readLayers(run)),
    resume: ({ step }, observed) =>
      train(run, schedule, !observed && clock.isDue(step) ? undefined : { observed }),
  };
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
  function advance(): boolean {
    const result = progress.next();
    if (result.done) status ??= result.value;
    else if (result.value) snapshots.push(result.value);
    else for (const watcher of watchers) watcher.follow?.();
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
    checkpoint() {
      if (!canSave) return undefined;
      const { step, samplesUsed } = run;
      const saved = watchers.map(({ save }) => save!());
      return { step, samplesUsed, layers: readLayers(run), snapshots: [...snapshots], watchers: saved };
    },
    restore(from) {
      moveTo(run, from);
      for (const [i, watcher] of watchers.entries()) watcher.restore!(from.watchers[i]);
      snapshots = [...from.snapshots];
      status = undefined;
      progress = course.resume!(
        from,
        snapshots.findLast(({ step }) => step === from.step),
      );
    },
    record: (provenance, pictures = true) =>
      recordOf({ experiment, settings, seeds, engine, course, snapshots, status }, provenance, pictures),
  };
}

/** When a trial is over: after `steps`, when `stopWhen` holds, or at the experiment's natural end. */
function endOf(experiment: Experiment, settings: TrialSettings): (snapshot: Snapshot) => boolean {
  const { steps, stopWhen } = settings;
  if (steps !== undefined) return ({ step }) => step >= steps;
  if (stopWhen === undefined) return (snapshot) => experiment.isDone(snapshot, settings);
  const rule = parseRule(stopWhen);
  return (snapshot) => rule(snapshot, { ...settings });
}
