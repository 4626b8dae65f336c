import type { Reading, Snapshot } from '../../src/index.ts';

/** A phase along the steps of a run. */
export interface Band {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Phases from one end to the next; the first that is not over lasts to the head of the run. */
export function bandsOf(
  phases: Reading['phases'],
  measured: readonly Snapshot[],
  head: number,
): readonly Band[] {
  const bands: Band[] = [];
  let from = 0;
  for (const { name, end } of phases) {
    const to = end === null ? head : (measured.find(({ time }) => time >= end)?.step ?? head);
    if (to > from) bands.push({ name, from, to });
    if (end === null) break;
    from = to;
  }
  return bands;
}
