import type { LineHead } from './line.ts';

/** A combination of the axes' values, tried with every seed. */
export interface Cell {
  /** Values of the axes, by setting, in the order of the sweep file; those that expressions gave come last. */
  readonly at: Readonly<Record<string, unknown>>;
  /** The resolved settings of its trials. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What has come of a cell so far: planned = lines that did not fail + lines that failed + pending. */
export interface CellResult extends Cell {
  readonly planned: number;
  /** One a trial that ended, in no particular order. */
  readonly lines: readonly LineHead[];
}

/** What has come of a sweep so far. */
export interface SweepResults {
  readonly experiment: string;
  /** The success rule as text, such as `testError < 0.01`. */
  readonly success: string;
  /** Settings that vary, in the order of the sweep file, and those that expressions make vary with them. */
  readonly axes: readonly string[];
  readonly derived: readonly string[];
  readonly cells: readonly CellResult[];
}
