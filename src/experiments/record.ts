import type { Engine } from '../engines/engine.ts';
import type { Seeds } from '../numerics/streams.ts';
import { trialId } from '../settings/canonical.ts';
import type { Status } from '../training/run.ts';
import type { Run } from '../training/setup.ts';
import type {
  Course,
  Experiment,
  NeuronRows,
  Provenance,
  Series,
  Snapshot,
  TrialRecord,
} from './experiment.ts';
import type { TrialSettings } from './trial-clock.ts';

/** All that a record is made of, but for where it was computed. */
export interface Recorded {
  readonly experiment: Experiment;
  readonly settings: TrialSettings;
  readonly seeds: Seeds;
  readonly engine: Engine;
  readonly course: Course;
  readonly snapshots: readonly Snapshot[];
  readonly status: Status | undefined;
}

/** What was measured so far as a record, with what the experiment makes of it; `pictures` as in `Trial.record`. */
export function recordOf(recorded: Recorded, provenance: Provenance, pictures: boolean): TrialRecord {
  const { experiment, settings, seeds, engine, course, snapshots, status } = recorded;
  const { run, watchers } = course;
  const record: TrialRecord = {
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
  };
  return { ...record, summary: { ...record.summary, diagnosis: experiment.diagnose(record) } };
}

const howFar = ({ step }: Run, status: Status | undefined) => ({
  steps: step,
  ...(status === 'diverged' && { divergedAtStep: step }),
});

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
