import { createLayers, type Engine, type Layers, type Reals } from '../engines/engine.ts';
import { isOfPair, type NetworkView, type View, viewOf } from '../metrics/view.ts';
import { weightsHash } from '../network/weights-hash.ts';
import { type Seeds, streamKey } from '../numerics/streams.ts';
import { trialId } from '../settings/canonical.ts';
import { type Change, changesField, resolveChanges } from '../settings/changes.ts';
import { Misuse } from '../settings/misuse.ts';
import { type Label, resolveSettings } from '../settings/resolve.ts';
import { changeableKeys } from '../training/changes.ts';
import { evaluate, populationErrorOf } from '../training/evaluate.ts';
import { labelTable } from '../training/patterns.ts';
import { inHiddenBasis } from '../training/rotate.ts';
import { type Status, train } from '../training/run.ts';
import { createRun, type Run } from '../training/setup.ts';
import type {
  Course,
  Experiment,
  NeuronRows,
  Provenance,
  Series,
  Snapshot,
  TrialRecord,
  Watcher,
} from './experiment.ts';
import { parseRule } from './rule.ts';
import { budget, scheduleOf, type TrialSettings } from './trial-clock.ts';

/** Neurons whose parts are kept for pictures. Neuron j depends on j only, so the first ones are a fair sample. */
const SHOWN_NEURONS = 32;

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

/** A trial in progress. */
export interface Trial {
  readonly run: Run;
  readonly snapshots: readonly Snapshot[];
  /** Makes one step or one measurement, which joins `snapshots`; false when the trial is over. */
  advance(): boolean;
  /** Trains to the next measured step; undefined when the trial is over. */
  next(): Snapshot | undefined;
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
  const schedule = scheduleOf(settings);
  const observe = observer(experiment, settings, seeds, run, watchers);
  const isOver = endOf(experiment, settings);
  const progress = train(run, {
    ...schedule,
    observe,
    isDone: (snapshot) => snapshot.step > schedule.lastChange && isOver(snapshot),
  });
  return { run, watchers, progress, weightsHash: () => weightsHash(readLayers(run)) };
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
  const snapshots: Snapshot[] = [];
  let status: Status | undefined;
  function advance(): boolean {
    const result = course.progress.next();
    if (result.done) status ??= result.value;
    else if (result.value) snapshots.push(result.value);
    else for (const watcher of watchers) watcher.follow?.();
    return !result.done;
  }
  const trial: Trial = {
    run,
    snapshots,
    advance,
    next() {
      const seen = snapshots.length;
      while (advance()) if (snapshots.length > seen) return snapshots[seen];
      return undefined;
    },
    record: (provenance, pictures = true) => ({
      schema: 1,
      id: trialId(experiment.name, settings, seeds),
      experiment: experiment.name,
      settings,
      seeds,
      engine: engine.name,
      ...provenance,
      status: status ?? 'interrupted',
      summary: {
        ...howFar(run, status),
        ...experiment.summarize(snapshots, settings),
        ...Object.fromEntries(watchers.map((watcher) => [watcher.name, watcher.summary()])),
        weightsHash: course.weightsHash(),
      },
      series: {
        ...toSeries(experiment, snapshots, pictures),
        ...(pictures &&
          Object.fromEntries(watchers.map((watcher) => [watcher.name, rounded(watcher.series())]))),
      },
    }),
  };
  return { ...trial, record: (...asked) => diagnosed(experiment, trial.record(...asked)) };
}

/** When a trial is over: after `steps`, when `stopWhen` holds, or at the experiment's natural end. */
function endOf(experiment: Experiment, settings: TrialSettings): (snapshot: Snapshot) => boolean {
  const { steps, stopWhen } = settings;
  if (steps !== undefined) return ({ step }) => step >= steps;
  if (stopWhen === undefined) return (snapshot) => experiment.isDone(snapshot, settings);
  const rule = parseRule(stopWhen);
  return (snapshot) => rule(snapshot, { ...settings });
}

/** The record with what the experiment makes of it. */
function diagnosed(experiment: Experiment, record: TrialRecord): TrialRecord {
  return { ...record, summary: { ...record.summary, diagnosis: experiment.diagnose(record) } };
}

const howFar = ({ step }: Run, status: Status | undefined) => ({
  steps: step,
  ...(status === 'diverged' && { divergedAtStep: step }),
});

function readLayers({ engine, network }: Run) {
  const layers = createLayers(engine, network.inputDim, network.width);
  engine.readLayers(network, layers);
  return layers;
}

/** The layers as they act on z, which targets see and metrics speak of. */
const inTargetBasis = (layers: Layers, { basis }: Run): Layers =>
  basis ? { ...layers, firstLayer: inHiddenBasis(layers.firstLayer, basis) } : layers;

/** Observes all the experiment's metrics; the layers are copied out into the same arrays each time. */
function observer(
  experiment: Experiment,
  settings: TrialSettings,
  seeds: Seeds,
  run: Run,
  watchers: readonly Watcher[],
) {
  const { timeAt } = scheduleOf(settings);
  const start = inTargetBasis(readLayers(run), run);
  const layers = readLayers(run);
  const testKey = streamKey(seeds, 'test');
  return ({ engine, network, step, samplesUsed }: Run): Snapshot => {
    engine.readLayers(network, layers);
    const test = evaluate(run, testKey, settings.testSize);
    const view = viewOf({
      layers: inTargetBasis(layers, run),
      network,
      start,
      relevant: run.target.relevant,
      labels: labelTable(run),
      test: { ...test, populationError: populationErrorOf(run) },
    });
    const snapshot = {
      step,
      time: timeAt(step),
      samples: samplesUsed,
      values: Object.fromEntries(experiment.metrics.map((metric) => [metric.name, metric.measure(view)])),
      neurons: neuronRows(view),
    };
    if (isOfPair(view)) for (const watcher of watchers) watcher.observe(view, snapshot);
    return snapshot;
  };
}

function neuronRows(view: NetworkView | View): NeuronRows {
  if (!isOfPair(view)) return { signal: [], opposite: [], perpendicular: [], secondLayer: [] };
  const { signal, opposite, perpendicular } = view.parts;
  const shown = Math.min(signal.length, SHOWN_NEURONS);
  const first = (values: Reals) => Array.from({ length: shown }, (_, j) => values[j]!);
  return {
    signal: first(signal),
    opposite: first(opposite),
    perpendicular: first(perpendicular),
    secondLayer: first(view.layers.secondLayer).map(Math.abs),
  };
}

/** Series are for pictures and quick looks: six significant digits. */
const rounded = (value: unknown): unknown => {
  if (typeof value === 'number') return Number(value.toPrecision(6));
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]));
};

function toSeries(experiment: Experiment, snapshots: readonly Snapshot[], pictures: boolean): Series {
  const columns: Record<string, unknown> = {};
  for (const { name } of experiment.metrics) {
    const column = snapshots.map((snapshot) => snapshot.values[name]);
    if (column.some((value) => value !== undefined)) columns[name] = rounded(column);
  }
  const shown = pictures ? (snapshots[0]?.neurons.signal.length ?? 0) : 0;
  const lines = (part: keyof NeuronRows) =>
    Array.from({ length: shown }, (_, j) =>
      snapshots.map(({ neurons }) => rounded(neurons[part][j]) as number),
    );
  return {
    step: snapshots.map(({ step }) => step),
    time: snapshots.map(({ time }) => rounded(time) as number),
    samples: snapshots.map(({ samples }) => samples),
    ...columns,
    neurons: {
      signal: lines('signal'),
      opposite: lines('opposite'),
      perpendicular: lines('perpendicular'),
      secondLayer: lines('secondLayer'),
    },
  };
}
