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
  readonly seconds: number;
}

/** What the text of a line is cut at: where its settings, its seeds and what follows the head stand. */
const SETTINGS = ',"settings":';
const SEEDS = ',"seeds":';

/** Where the head of a line ends. */
export const HEAD_END = ',"schema":';

const statuses: readonly string[] = [
  'finished',
  'budget-exhausted',
  'diverged',
  'failed',
] satisfies LineStatus[];

/**
 * Reads the heads of lines. Equal settings are read once and shared: a sweep has few cells and many lines.
 *
 * @returns a reader of the text of a line up to `HEAD_END`; undefined for what is no line of a shard
 */
export function headReader(): (head: string) => LineHead | undefined {
  const settingsOf = sharedReader<LineHead['settings']>();
  const seedsOf = sharedReader<Seeds>();
  return (head) => {
    const settingsAt = head.indexOf(SETTINGS);
    const seedsAt = head.lastIndexOf(SEEDS);
    if (settingsAt < 0 || seedsAt < settingsAt) return undefined;
    try {
      const { id, status, hit } = JSON.parse(`${head.slice(0, settingsAt)}}`) as LineHead;
      if (typeof id !== 'string' || !statuses.includes(status) || !isHitOf(status, hit)) return undefined;
      const settings = settingsOf(head.slice(settingsAt + SETTINGS.length, seedsAt));
      return { id, status, hit, settings, seeds: seedsOf(head.slice(seedsAt + SEEDS.length)) };
    } catch {
      return undefined;
    }
  };
}

/** Reads JSON; the same text gives the same object. */
function sharedReader<Value>(): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const value = known.get(text);
    if (value !== undefined) return value;
    const fresh = JSON.parse(text) as Value;
    known.set(text, fresh);
    return fresh;
  };
}

/** Nothing was measured of a failed trial; of any other there are bounds. */
const isHitOf = (status: LineStatus, hit: Hit | null) =>
  status === 'failed'
    ? hit === null
    : hit !== null && [hit.steps, hit.time, hit.samples].every((bounds) => Array.isArray(bounds));

/** A line without what may differ between two computations of the same trial: where, by which engine and version. */
export function deterministicPart(line: Line): Readonly<Record<string, unknown>> {
  const { computed, engine, version, commit, ...rest } = line;
  return rest;
}
