import { isHit } from './hit.ts';
import type { LineHead } from './line.ts';
import type { CellResult } from './results.ts';

/** How many trials of some cells are where: planned = done + failed + pending. */
export interface CellCounts {
  readonly planned: number;
  /** Ended with measurements, whatever came out. */
  readonly done: number;
  readonly failed: number;
  readonly pending: number;
  /** Of those done: the success rule held at some measurement. */
  readonly succeeded: number;
  /** Of those done, without success. */
  readonly diverged: number;
  /** Of those done, without success: stopped by their budget. */
  readonly exhausted: number;
}

/** Counts trials by the lines they left; the others of those planned are pending. */
export function countLines(lines: Iterable<LineHead>, planned: number): CellCounts {
  const count = { done: 0, failed: 0, succeeded: 0, diverged: 0, exhausted: 0 };
  for (const line of lines) for (const state of statesOf(line)) count[state] += 1;
  return { planned, ...count, pending: planned - count.done - count.failed };
}

/** Counts the trials of cells. */
export const countCells = (cells: readonly CellResult[]): CellCounts =>
  countLines(
    cells.flatMap(({ lines }) => lines),
    cells.reduce((sum, { planned }) => sum + planned, 0),
  );

function statesOf({ status, hit }: LineHead): readonly Exclude<keyof CellCounts, 'planned' | 'pending'>[] {
  if (status === 'failed') return ['failed'];
  if (isHit(hit)) return ['done', 'succeeded'];
  if (status === 'diverged') return ['done', 'diverged'];
  return status === 'budget-exhausted' ? ['done', 'exhausted'] : ['done'];
}

/** `1,160`. */
export const countText = (count: number): string => count.toLocaleString('en-US');

/** `160 planned = 158 done + 0 failed + 2 pending; 3 diverged`. */
export function balance({ planned, done, failed, pending, diverged }: CellCounts): string {
  const parts = `${countText(done)} done + ${countText(failed)} failed + ${countText(pending)} pending`;
  return `${countText(planned)} planned = ${parts}; ${countText(diverged)} diverged`;
}
