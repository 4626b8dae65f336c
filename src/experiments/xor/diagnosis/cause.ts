import type { TrainingSettings } from '../../../training/settings.ts';
import type { Evidence } from './evidence.ts';

/** What can be said of a run of xor/two-phases. */
export type DiagnosisName =
  | 'healthy'
  | 'stopped'
  | 'interrupted'
  | 'out-of-time'
  | 'missing-cluster'
  | 'unbalanced'
  | 'frozen-layer'
  | 'noisy-labels'
  | 'lazy'
  | 'stuck-in-noise'
  | 'noise-growth'
  | 'diverged'
  | 'unknown';

/** A setting that would have helped. */
export interface Fix {
  readonly key: string;
  /** null: leave the setting out. */
  readonly value: number | string | boolean | null;
  /** Half a sentence. */
  readonly why: string;
}

/** What a cause says of a run that shows it. */
export interface Explanation {
  /** Why, in one sentence with its numbers. */
  readonly sentence: string;
  /** The letter or setting at fault; null where none is. */
  readonly blame: string | null;
  readonly fix: Fix | null;
}

/** One way for a run to go: whether its evidence shows it, and how to tell. Settings serve blame and fix only. */
export interface Cause {
  readonly name: DiagnosisName;
  shows(evidence: Evidence): boolean;
  explain(evidence: Evidence, settings: TrainingSettings): Explanation;
}

/** A number for a sentence. */
export const short = (value: number | null) =>
  value === null ? 'not finite' : String(Number(value.toPrecision(3)));

/** The largest of the four margins; −Infinity where none is finite. */
export const largest = ({ margins }: Evidence) => Math.max(...margins.map((margin) => margin ?? -Infinity));

/** The smallest of the four margins. */
export const smallest = ({ margins }: Evidence) => Math.min(...margins.map((margin) => margin ?? -Infinity));
