import type { Engine } from '../engines/engine.ts';
import type { Palette } from '../figures/palette.ts';
import type { Quantity, View } from '../metrics/view.ts';
import type { Seeds } from '../numerics/streams.ts';
import type { Schema } from '../settings/resolve.ts';
import type { Place } from '../training/changes.ts';
import type { Status } from '../training/run.ts';
import type { TrainingSettings } from '../training/settings.ts';
import type { Run } from '../training/setup.ts';

/** What was observed at one step. */
export interface Snapshot {
  readonly step: number;
  /** Time T = stepSize × step; where the step size changes, the sum of all of them. */
  readonly time: number;
  /** Samples used so far, one that is used again counted again. */
  readonly samples: number;
  readonly values: Readonly<Record<string, number | readonly number[] | undefined>>;
  /** Parts of the first few neurons, for pictures. */
  readonly neurons: NeuronRows;
}

/** What pictures need of the first neurons: named rows, an entry a neuron. */
export type NeuronRows = Readonly<Record<string, readonly number[]>>;

/** Columns over the measured steps: `step`, `time`, `samples`, one a metric, and `neurons` (a list a neuron). */
export interface Series {
  readonly step: readonly number[];
  readonly time: readonly number[];
  readonly samples: readonly number[];
  readonly neurons: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly [metric: string]: unknown;
}

/** What a trial comes to; every experiment adds its own keys. */
export type Summary = Readonly<Record<string, unknown>> & { readonly weightsHash: string };

/**
 * Where a record comes from. A fork's origin belongs here and not to the summary: its settings, changes included,
 * say all of what was computed, and a run of them from the start gives the same record but for this.
 */
export interface Provenance {
  readonly version: string;
  readonly commit: string | null;
  /** The record that was forked, by its id, and the step it was left at; what changed then is in the settings. */
  readonly forkedFrom?: { readonly id: string; readonly step: number };
}

/** What theory, ledger and explainer speak of: what was asked, and what came of it so far. */
export interface Findings {
  readonly settings: TrainingSettings;
  /** `interrupted` while it goes on. */
  readonly status: Status;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly series: Series;
}

/** One trial, complete: what was asked, what came out, and where it was computed. */
export interface TrialRecord extends Provenance, Findings {
  readonly schema: 1;
  readonly id: string;
  readonly experiment: string;
  readonly seeds: Seeds;
  readonly engine: string;
  readonly summary: Summary;
  /** The user's own modules that took part, in the order they were loaded; absent where there were none. */
  readonly modules?: readonly UsedModule[];
}

/** A user's module that took part in a trial. */
export interface UsedModule {
  /** As it was given. */
  readonly file: string;
  readonly sha256: string;
}

/** A figure as a Vega-Lite specification, and the sentence below it. */
export interface Figure {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly caption: string;
}

/** A run and a copy of it with something changed from a step on. */
export interface Branches {
  readonly parent: TrialRecord;
  readonly branch: TrialRecord;
  /** Up to this step they are one. */
  readonly step: number;
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
  /** Called at every measurement of a target on two coordinates, in order; must leave the run as it finds it. */
  observe(view: View, snapshot: Snapshot): void;
  /** What it came to, for the summary. */
  summary(): unknown;
  /** Columns over the measured steps. */
  series(): unknown;
  /** All it remembers, as plain data that stays good; without it no checkpoint of its trial can be made. */
  save?(): unknown;
  /** Takes over what another of its kind had saved. */
  restore?(saved: unknown): void;
}

/** What a trial goes through, step by step: the training of a network, unless its experiment has another. */
export interface Course {
  /** Draws the samples, and is trained where a network learns; its `step` and `samplesUsed` say how far it is. */
  readonly run: Run;
  readonly watchers: readonly Watcher[];
  /** Yields what is measured, undefined after a step that is not; returns how it ended. */
  readonly progress: Iterator<Snapshot | undefined, Status>;
  /** Of all that was learned so far. */
  weightsHash(): string;
  /** How it ends where it stands, if it does, by what was measured there; absent where only `progress` tells. */
  endAt?(measured: Snapshot): Status | undefined;
  /**
   * Puts the run where it once was. Absent where it cannot be.
   *
   * @param measured what was measured at that very step, if it was
   * @returns the progress from there on, in the place of that up to now
   */
  resume?(place: Place, measured: Snapshot | undefined): Course['progress'];
}

/** When a trial is measured and what time it is then. */
export interface Clock {
  /** Steps it makes at most. */
  readonly maxSteps: number;
  /** Whether it is measured after so many steps. */
  isDue(step: number): boolean;
  /** Time T after so many steps. */
  timeAt(step: number): number;
}

/** What a page shows of a trial while it goes on. */
export interface LiveView {
  /** Steps a second to begin with, where not as many as of training. */
  readonly speed?: number;
  readonly charts: readonly LiveChart[];
  /** Further ones, whose lines depend on the settings at the start. */
  furtherCharts?(settings: TrainingSettings): readonly LiveChart[];
  /** What theory, the ledger and the explainer say of what was found so far. */
  read(findings: Findings): Reading;
}

/** Metrics against time over one vertical axis. */
export interface LiveChart {
  /** Kebab-case, unique within its experiment. */
  readonly name: string;
  readonly title: string;
  readonly scale: 'log' | 'linear';
  readonly lines: readonly LiveLine[];
  /** What its dashed lines are, where theory has some to draw: `predicted slopes per T`. */
  readonly dashed?: string;
}

/** A metric, or one entry of one that has several. */
export interface LiveLine {
  readonly metric: string;
  readonly entry?: number;
  readonly label: string;
  readonly style: keyof Palette;
}

/** What is to be said of a trial at a moment. Plain JSON. */
export interface Reading {
  /** In their order; `end` is the time at which it was first seen to be over, null while it is not. */
  readonly phases: readonly { readonly name: string; readonly end: number | null }[];
  readonly predictions: readonly Prediction[];
  readonly ledger: readonly Light[];
  /** Why it ended as it did; null while it goes on. */
  readonly diagnosis: {
    readonly name: string;
    readonly sentence: string;
    readonly fix: Remedy | null;
  } | null;
}

/** A setting that would have helped; `value` null is to leave it out. */
export interface Remedy {
  readonly key: string;
  readonly value: unknown;
}

/** A dashed line over a chart. */
export interface Prediction {
  /** Name of the chart. */
  readonly chart: string;
  readonly label: string;
  readonly style: keyof Palette;
  readonly points: readonly { readonly time: number; readonly value: number }[];
}

/** One inequality of a ledger, as it stands. */
export interface Light {
  readonly name: string;
  /** In symbols. */
  readonly statement: string;
  /** When it is claimed. */
  readonly scope: string;
  readonly state: 'waiting' | 'holds' | 'broken';
  /** Smallest slack so far over the size of the right side; null where there is none. */
  readonly slack: number | null;
  readonly firstViolation: {
    readonly step: number;
    readonly time: number;
    readonly neuron: number | null;
  } | null;
}

/** An experiment: what can be set, what is observed, when it is over and what it then says. */
export interface Experiment extends Schema {
  readonly doc: string;
  readonly source?: string;
  /** What is observed; `measure` is asked where a network is trained step by step, a course of its own fills them in. */
  readonly metrics: readonly Quantity[];
  /** What follows a trial beside the metrics; undefined for a trial whose settings do not ask for it. */
  readonly watchers: readonly ((context: TrialContext) => Watcher | undefined)[];
  /** Name of the phase a snapshot is in, for progress lines. */
  phase(snapshot: Snapshot): string;
  /** Where a trial is and what was measured there, in a line; time, test error and margins unless told. */
  progress?(snapshot: Snapshot, settings: TrainingSettings): string;
  /** What counts as success in a sweep that does not say: a rule (`rule.ts`). */
  readonly success: string;
  /** When theory expects a trial to end, in time; null where it does not say. For estimates of what a sweep takes. */
  expectedEnd?(settings: TrainingSettings): number | null;
  /** In which regime settings fall, in a few words with their numbers, such as `n/(ηd) = 12.5`. */
  regime?(settings: TrainingSettings): string;
  /** Whether the natural end was reached; the settings `steps` and `stopWhen` override it. */
  isDone(snapshot: Snapshot, settings: TrainingSettings): boolean;
  /** What a trial goes through where it is not the training of a network. */
  course?(settings: TrainingSettings, seeds: Seeds, engine: Engine): Course;
  /** With a course of its own: when it is measured, how long it may take, and what time it is then. */
  clock?(settings: TrainingSettings): Clock;
  /** With a course of its own: what a trial that uses its whole budget takes, about. */
  cost?(settings: TrainingSettings): { readonly multiplyAdds: number; readonly bytes: number };
  /** What the measurements come to, at least one of them. */
  summarize(snapshots: readonly Snapshot[], settings: TrainingSettings): Readonly<Record<string, unknown>>;
  /** What the findings of a finished trial say of success or failure, for `summary.diagnosis`; plain JSON. */
  diagnose(findings: Findings): unknown;
  /** The summary in words, a sentence a line. */
  report(record: TrialRecord): string[];
  /** For pages that show it as it goes on; absent where no network is trained. */
  readonly live?: LiveView;
  /** The figure of a trial; `command` repeats it. */
  figure(record: TrialRecord, command: string): Figure;
  /** What to say and show of a fork, in the place of the two above. */
  readonly branches?: {
    /** In words what differs, a sentence a line. */
    report(branches: Branches): string[];
    /** Both over the same axes; `command` repeats the branch. */
    figure(branches: Branches, command: string): Figure;
  };
}
