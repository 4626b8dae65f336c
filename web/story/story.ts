import type { Reading, Snapshot, TrialSettings } from '../../src/index.ts';

/** A subject told in steps, each of which drives a live run. */
export interface Story {
  /** Kebab-case: the word in the address. */
  readonly name: string;
  readonly title: string;
  /** What it tells, where that is a paper. */
  readonly paper?: { readonly title: string; readonly address: string };
  readonly steps: readonly Step[];
}

/** One step of a story. Texts are prose with marks (`piecesOf`). */
export interface Step {
  readonly title: string;
  readonly text: readonly string[];
  readonly scene: Scene;
  readonly question: Question;
  /** What is told when the answer is out. */
  explain(seen: Seen): readonly string[];
  /** Whether the setting that would have helped can be tried beside. */
  readonly hasRemedy?: boolean;
}

/** When something is to happen: as soon as a rule holds, such as `signalRatio >= 1`; else when the run is over. */
export type Moment = string | undefined;

/** What the live view does. */
export interface Scene {
  readonly experiment: string;
  /** Settings as they would stand in a config file. */
  readonly given: Readonly<Record<string, unknown>>;
  /** For every stream. */
  readonly seed: number;
  /** The same with something else in place of some settings, run along. */
  readonly beside?: { readonly label: string; readonly given: Readonly<Record<string, unknown>> };
  /** What the run is called where another is beside it. */
  readonly label?: string;
  /** Time T that passes in a second. */
  readonly speed: number;
  /** Where it rests until the reader has made a prediction. */
  readonly ask: Moment;
  /** Where the answer is known. */
  readonly until: Moment;
  readonly view: 'directions' | 'weights';
  /** Names of the charts that are shown from the start, and of those that would give the answer away. */
  readonly charts: readonly string[];
  readonly revealed?: readonly string[];
  readonly hasLedger?: boolean;
}

/** What is to be predicted: one of several answers, or a number. */
export type Question = Choice | Scale;

/** Some answers, of which what was measured makes one right. */
interface Choice {
  readonly ask: string;
  readonly choices: readonly string[];
  /** Index of the right one; −1 where none is. */
  answer(seen: Seen): number;
}

/** A number on a scale. */
interface Scale {
  readonly ask: string;
  readonly scale: {
    readonly label: string;
    readonly min: number;
    readonly max: number;
    readonly step: number;
  };
  /** What was measured; NaN where it never came. */
  answer(seen: Seen): number;
}

/** What was measured of a run up to where it rests. */
export interface Seen {
  readonly settings: TrialSettings;
  readonly measured: readonly Snapshot[];
  readonly reading: Reading | undefined;
  /** The run beside it, up to the same step. */
  readonly beside?: Seen;
}

/** A metric that is one number. */
export const numberAt = ({ values }: Snapshot, metric: string) => values[metric] as number;

/** A number for a sentence. */
export const short = (value: number, digits = 3) =>
  Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : 'not finite';
