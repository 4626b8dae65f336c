import { createLayers, type Engine } from '../engines/engine.ts';
import { neuronParts } from '../metrics/neuron-parts.ts';
import type { View } from '../metrics/view.ts';
import { weightsHash } from '../network/weights-hash.ts';
import { type Seeds, streamKey } from '../numerics/streams.ts';
import { trialId } from '../settings/canonical.ts';
import { type Label, resolveSettings } from '../settings/resolve.ts';
import { evaluate, populationErrorOf } from '../training/evaluate.ts';
import { type Status, train } from '../training/run.ts';
import type { TrainingSettings } from '../training/settings.ts';
import { createRun, type Run } from '../training/setup.ts';
import type { Experiment, NeuronRows, Series, Snapshot, TrialRecord, Watcher } from './experiment.ts';

/** Neurons whose parts are kept for pictures. Neuron j depends on j only, so the first ones are a fair sample. */
const SHOWN_NEURONS = 32;

/** Without a maxTime: as long as this, and so many steps, so that a huge step size has the time to diverge. */
const BUDGET = { time: 60, steps: 1000 };

/** Steps a trial may take at most. */
export function budget({
  steps,
  maxTime,
  stepSize,
}: Pick<TrialSettings, 'steps' | 'maxTime' | 'stepSize'>): number {
  if (steps !== undefined) return steps;
  if (maxTime !== undefined) return Math.ceil(maxTime / stepSize);
  return Math.max(Math.ceil(BUDGET.time / stepSize), BUDGET.steps);
}

/** Steps between two measurements. */
export function stride({
  measureInterval,
  stepSize,
}: Pick<TrialSettings, 'measureInterval' | 'stepSize'>): number {
  return Math.max(1, Math.round(measureInterval / stepSize));
}

/** Settings every experiment of this form has, besides its own. */
export interface TrialSettings extends TrainingSettings {
  readonly coordinates: readonly [number, number];
  readonly stepSize: number;
  readonly testSize: number;
  readonly measureInterval: number;
  readonly maxTime?: number;
  readonly steps?: number;
}

/**
 * Settings of an experiment, checked and with every default filled in.
 *
 * @param given camelCase keys; what is left out takes its default
 * @param label how an error names a key; by default the key itself
 * @throws Misuse with one sentence that names the setting, what is allowed and what came
 */
export function resolveTrial(
  experiment: Experiment,
  given: Readonly<Record<string, unknown>>,
  label: Label = (key) => key,
): TrialSettings {
  return resolveSettings(experiment, given, label) as unknown as TrialSettings;
}

/** A trial in progress. */
export interface Trial {
  readonly run: Run;
  readonly snapshots: readonly Snapshot[];
  /** Makes one step or one measurement, which joins `snapshots`; false when the trial is over. */
  advance(): boolean;
  /** Trains to the next measured step; undefined when the trial is over. */
  next(): Snapshot | undefined;
  /** What was measured so far (once at least), as a record; `interrupted` when the trial is not over. */
  record(provenance: { readonly version: string; readonly commit: string | null }): TrialRecord;
}

/** Starts a trial of an experiment at resolved settings. The same arguments give the same bits. */
export function startTrial(
  experiment: Experiment,
  settings: TrialSettings,
  seeds: Seeds,
  engine: Engine,
): Trial {
  const run = createRun(settings, seeds, engine);
  const context = { settings, seeds, engine, run };
  const watchers = experiment.watchers.flatMap((watch) => watch(context) ?? []);
  const observe = observer(experiment, settings, seeds, run, watchers);
  const { steps } = settings;
  const training = train(run, {
    every: stride(settings),
    maxSteps: budget(settings),
    observe,
    isDone: (snapshot) => (steps === undefined ? experiment.isDone(snapshot) : snapshot.step >= steps),
  });
  const snapshots: Snapshot[] = [];
  let status: Status | undefined;
  function advance(): boolean {
    const result = training.next();
    if (result.done) status ??= result.value;
    else if (result.value) snapshots.push(result.value);
    else for (const watcher of watchers) watcher.follow?.();
    return !result.done;
  }
  return {
    run,
    snapshots,
    advance,
    next() {
      const seen = snapshots.length;
      while (advance()) if (snapshots.length > seen) return snapshots[seen];
      return undefined;
    },
    record: ({ version, commit }) => ({
      schema: 1,
      id: trialId(experiment.name, settings, seeds),
      experiment: experiment.name,
      settings,
      seeds,
      engine: engine.name,
      version,
      commit,
      status: status ?? 'interrupted',
      summary: {
        ...howFar(run, status),
        ...experiment.summarize(snapshots, settings),
        ...Object.fromEntries(watchers.map((watcher) => [watcher.name, watcher.summary()])),
        weightsHash: weightsHash(readLayers(run)),
      },
      series: {
        ...toSeries(experiment, snapshots),
        ...Object.fromEntries(watchers.map((watcher) => [watcher.name, rounded(watcher.series())])),
      },
    }),
  };
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

/** Observes all the experiment's metrics; the layers are copied out into the same arrays each time. */
function observer(
  experiment: Experiment,
  settings: TrialSettings,
  seeds: Seeds,
  run: Run,
  watchers: readonly Watcher[],
) {
  const start = readLayers(run);
  const layers = readLayers(run);
  const testKey = streamKey(seeds, 'test');
  return ({ engine, network, step, batchSize }: Run): Snapshot => {
    engine.readLayers(network, layers);
    const test = evaluate(run, testKey, settings.testSize);
    const xor = { layers, network, pair: settings.coordinates };
    const view: View = {
      ...xor,
      start,
      parts: neuronParts(xor),
      test: { ...test, populationError: populationErrorOf(run) },
    };
    const snapshot = {
      step,
      time: Number((step * settings.stepSize).toPrecision(12)),
      samples: step * batchSize,
      values: Object.fromEntries(experiment.metrics.map((metric) => [metric.name, metric.measure(view)])),
      neurons: neuronRows(view),
    };
    for (const watcher of watchers) watcher.observe(view, snapshot);
    return snapshot;
  };
}

function neuronRows(view: View): NeuronRows {
  const { signal, opposite, perpendicular } = view.parts;
  const first = (values: ArrayLike<number>) => Array.from(values).slice(0, SHOWN_NEURONS);
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

function toSeries(experiment: Experiment, snapshots: readonly Snapshot[]): Series {
  const columns: Record<string, unknown> = {};
  for (const { name } of experiment.metrics) {
    const column = snapshots.map((snapshot) => snapshot.values[name]);
    if (column.some((value) => value !== undefined)) columns[name] = rounded(column);
  }
  const shown = snapshots[0]?.neurons.signal.length ?? 0;
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
