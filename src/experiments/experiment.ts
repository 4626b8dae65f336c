import type { Engine } from '../engines/engine.ts';
import type { Metric, View } from '../metrics/view.ts';
import type { Seeds } from '../numerics/streams.ts';
import type { Schema } from '../settings/resolve.ts';
import type { Status } from '../training/run.ts';
import type { TrainingSettings } from '../training/settings.ts';
import type { Run } from '../training/setup.ts';

/** What was observed at one step. */
export interface Snapshot {
  readonly step: number;
  /** Time T = stepSize × step. */
  readonly time: number;
  /** Samples used so far. */
  readonly samples: number;
  readonly values: Readonly<Record<string, number | readonly number[] | undefined>>;
  /** Parts of the first few neurons, for pictures. */
  readonly neurons: NeuronRows;
}

/** Norms of the parts and |a| of the first neurons, an entry a neuron. */
export interface NeuronRows {
  readonly signal: readonly number[];
  readonly opposite: readonly number[];
  readonly perpendicular: readonly number[];
  readonly secondLayer: readonly number[];
}

/** Columns over the measured steps: `step`, `time`, `samples`, one a metric, and `neurons` (a list a neuron). */
export interface Series {
  readonly step: readonly number[];
  readonly time: readonly number[];
  readonly samples: readonly number[];
  readonly neurons: Readonly<Record<keyof NeuronRows, readonly (readonly number[])[]>>;
  readonly [metric: string]: unknown;
}

/** What a trial comes to; every experiment adds its own keys. */
export type Summary = Readonly<Record<string, unknown>> & { readonly weightsHash: string };

/** One trial, complete: what was asked, what came out, and where it was computed. */
export interface TrialRecord {
  readonly schema: 1;
  readonly id: string;
  readonly experiment: string;
  readonly settings: TrainingSettings;
  readonly seeds: Seeds;
  readonly engine: string;
  readonly version: string;
  readonly commit: string | null;
  readonly status: Status;
  readonly summary: Summary;
  readonly series: Series;
}

/** A figure as a Vega-Lite specification, and the sentence below it. */
export interface Figure {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly caption: string;
}

/** What a watcher may look at: everything a trial was started with, and its run. */
export interface TrialContext {
  readonly settings: TrainingSettings;
  readonly seeds: Seeds;
  readonly engine: Engine;
  readonly run: Run;
}

/** Something that follows a trial beside its metrics and remembers what it saw: a ledger, a twin. */
export interface Watcher {
  /** Its key in the summary and in the series. */
  readonly name: string;
  /** Called after every training step, before a measurement of it. */
  follow?(): void;
  /** Called at every measurement, in order; must leave the run as it finds it. */
  observe(view: View, snapshot: Snapshot): void;
  /** What it came to, for the summary. */
  summary(): unknown;
  /** Columns over the measured steps. */
  series(): unknown;
}

/** An experiment: what can be set, what is observed, when it is over and what it then says. */
export interface Experiment extends Schema {
  readonly doc: string;
  readonly source?: string;
  readonly metrics: readonly Metric[];
  /** What follows a trial beside the metrics; undefined for a trial whose settings do not ask for it. */
  readonly watchers: readonly ((context: TrialContext) => Watcher | undefined)[];
  /** Name of the phase a snapshot is in, for progress lines. */
  phase(snapshot: Snapshot): string;
  /** Whether the natural end was reached; a setting `steps` overrides it. */
  isDone(snapshot: Snapshot): boolean;
  summarize(snapshots: readonly Snapshot[], settings: TrainingSettings): Readonly<Record<string, unknown>>;
  /** The summary in words, a sentence a line. */
  report(record: TrialRecord): string[];
  /** The figure of a trial; `command` repeats it. */
  figure(record: TrialRecord, command: string): Figure;
}
