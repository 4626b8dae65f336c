import type { Seeds } from '../numerics/streams.ts';

/**
 * Where along a trial its success rule first held, as [last measurement at which it did not, first at which it did],
 * in three units. It never held: the first entry is the last measurement made, and null stands for what was not seen.
 * It held from the start: [0, 0].
 */
export interface Hit {
  readonly steps: Bounds;
  readonly time: Bounds;
  readonly samples: Bounds;
}

/** What is known of a number: it is above the first and at most the second; null where nothing bounds it from above. */
export type Bounds = readonly [number, number | null];

/** How a trial of a sweep ended; `failed`: its worker died twice or it threw, and nothing was measured. */
export type LineStatus = 'finished' | 'budget-exhausted' | 'diverged' | 'failed';

/**
 * The head of a line of a shard: what counting and fitting need, in this order at the start of the line, so that
 * they need not read the rest of 4 kB a trial. `hit` is null where a trial failed.
 */
export interface LineHead {
  readonly id: string;
  readonly status: LineStatus;
  readonly hit: Hit | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seeds: Seeds;
}

/**
 * One trial in a shard: the record of `run --json` but for its series, with `hit` beside it, and last where it was
 * computed (which is no part of what was computed).
 */
export interface Line extends LineHead {
  readonly schema: 1;
  readonly experiment: string;
  /** What a failed trial threw. */
  readonly error?: string;
  readonly computed: Computed;
  readonly [key: string]: unknown;
}

/** Where and how long a trial was computed. */
export interface Computed {
  readonly host: string;
  readonly shard: string;
  readonly seconds: number;
}
