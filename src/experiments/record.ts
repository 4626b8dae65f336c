import type { Engine } from '../engines/engine.ts';
import type { Seeds } from '../numerics/streams.ts';
import { trialId } from '../settings/canonical.ts';
import type { Status } from '../training/run.ts';
import type { Run } from '../training/setup.ts';
import type {
  Course,
  Experiment,
  Findings,
  Provenance,
  Series,
  Snapshot,
  TrialRecord,
} from './experiment.ts';
import type { TrialSettings } from './trial-clock.ts';

/** A trial as it stands: all that a record is made of, but for where it was computed. */
export interface Standing {
  readonly experiment: Experiment;
  readonly settings: TrialSettings;
  readonly seeds: Seeds;
  readonly engine: Engine;
  readonly course: Course;
  readonly snapshots: readonly Snapshot[];
  readonly status: Status | undefined;
}

/** What was measured so far as a record, with what the experiment makes of it; `pictures` as in `Trial.record`. */
export function recordOf(standing: Standing, provenance: Provenance, pictures: boolean): TrialRecord {
  const { experiment, settings, seeds, engine, course, snapshots, status } = standing;
  const record: TrialRecord = {
    schema: 1,
    id: trialId(experiment.name, settings, seeds),
    experiment: experiment.name,
    settings,
    seeds,
    engine: engine.name,
    ...provenance,
    status: status ?? 'interrupted',
    summary: { ...summaryOf(standing), weightsHash: course.weightsHash() },
    series: {
      ...seriesOf(experiment, snapshots, rounded),
      ...(pictures && { neurons: neuronsOf(snapshots), ...seriesOfWatchers(course) }),
    },
  };
  return { ...record, summary: { ...record.summary, diagnosis: experiment.diagnose(record) } };
}

/** The same as far as theory and ledger speak of it, at little cost; why it ended once it has. */
export function findingsOf(standing: Standing): Findings {
  const { experiment, settings, snapshots, status } = standing;
  const summary = summaryOf(standing);
  const found = (series: Series) => ({ settings, status: status ?? 'interrupted', summary, series });
  const findings = found(seriesOf(experiment, snapshots, (column) => column));
  if (!status) return findings;
  // Diagnosed from what a record holds.
  const diagnosis = experiment.diagnose(found(seriesOf(experiment, snapshots, rounded)));
  return { ...findings, summary: { ...summary, diagnosis } };
}

const summaryOf = ({ experiment, settings, course: { run, watchers }, snapshots, status }: Standing) => ({
  ...howFar(run, status),
  ...experiment.summarize(snapshots, settings),
  ...Object.fromEntries(watchers.map((watcher) => [watcher.name, watcher.summary()])),
});

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

const seriesOfWatchers = ({ watchers }: Course) =>
  Object.fromEntries(watchers.map((watcher) => [watcher.name, rounded(watcher.series())]));

/** When it was measured, and of each metric what; not of those that were never defined, and of no neurons. */
function seriesOf(
  { metrics }: Experiment,
  snapshots: readonly Snapshot[],
  round: (column: unknown) => unknown,
): Series {
  const columns = metrics
    .map(({ name }) => [name, snapshots.map(({ values }) => values[name])] as const)
    .filter(([, column]) => column.some((value) => value !== undefined))
    .map(([name, column]) => [name, round(column)] as const);
  return {
    step: snapshots.map(({ step }) => step),
    time: round(snapshots.map(({ time }) => time)) as number[],
    samples: snapshots.map(({ samples }) => samples),
    ...Object.fromEntries(columns),
    neurons: {},
  };
}

/** The rows of the first neurons: of each a list a neuron. */
function neuronsOf(snapshots: readonly Snapshot[]): Series['neurons'] {
  const columns = ([row, values]: readonly [string, readonly number[]]) =>
    values.map((_, j) => snapshots.map(({ neurons }) => rounded(neurons[row]![j]) as number));
  const first = snapshots[0]?.neurons ?? {};
  return Object.fromEntries(Object.entries(first).map((entry) => [entry[0], columns(entry)]));
}
