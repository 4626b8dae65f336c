import { isHit } from '../hit.ts';
import type { LineHead } from '../line.ts';
import type { CellResult } from '../results.ts';

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

/** Counts the trials of cells. */
export function countCells(cells: readonly CellResult[]): CellCounts {
  const count = { planned: 0, done: 0, failed: 0, pending: 0, succeeded: 0, diverged: 0, exhausted: 0 };
  for (const { planned, lines } of cells) {
    count.planned += planned;
    count.pending += planned - lines.length;
    for (const line of lines) for (const state of statesOf(line)) count[state] += 1;
  }
  return count;
}

function statesOf({ status, hit }: LineHead): readonly (keyof CellCounts)[] {
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
