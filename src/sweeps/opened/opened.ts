import type { LineHead } from '../line.ts';

/** Trials as files of a sweep tell of them, without the sweep itself. */
export interface OpenedTrials {
  /** Undefined where the file does not say. */
  readonly experiment?: string;
  readonly heads: readonly LineHead[];
  /** What was not as it should be and is left out, a sentence each. */
  readonly notes: readonly string[];
}
