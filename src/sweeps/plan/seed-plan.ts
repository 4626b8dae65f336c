import { z } from 'zod';
import { type Seeds, type StreamName, seedsFrom, streamNames } from '../../numerics/streams.ts';
import { Misuse } from '../../settings/misuse.ts';
import { nearest } from '../../settings/nearest.ts';
import { refuse } from '../../settings/resolve.ts';

/** Streams that together are the training data. */
const DATA: readonly StreamName[] = ['inputs', 'batches', 'noise'];

/** Combinations of seeds, at most. */
const MOST_SEEDS = 1_000_000;

const LARGEST_SEED = 4_294_967_295;
const seed = z.int().min(0).max(LARGEST_SEED);
const count = z.int().min(1).max(1_000_000);

const FORMS = 'a seed, a list of seeds or {first: 0, count: 8}';

/**
 * The seeds of the trials of each cell. `{count: 8}` are the seeds 0 … 7, for all streams alike; a stream of its own, or
 * `data` for inputs, batches and noise together, is crossed with the others: `{init: {count: 6}, data: {count: 6}}`
 * are 36 trials.
 *
 * @param given as in a sweep file; nothing is seed 0
 * @param label how errors call a key of it
 * @throws Misuse for what is no seed or stream
 */
export function seedPlan(given: unknown, label: (...path: string[]) => string): Seeds[] {
  if (given === undefined) return [seedsFrom(0)];
  if (!isMap(given)) return seedList(given, label()).map(seedsFrom);
  const { first, count: many, ...streams } = given;
  const range = { ...(first !== undefined && { first }), ...(many !== undefined && { count: many }) };
  const all = Object.keys(range).length === 0 ? [0] : seedList(range, label());
  let plan = all.map(seedsFrom);
  for (const [name, value] of Object.entries(streams)) {
    const own = streamsOf(name, streams, label);
    const list = seedList(value, label(name));
    if (plan.length * list.length > MOST_SEEDS) {
      throw new Misuse(`${label()} must cross to at most ${MOST_SEEDS} combinations of seeds, got more`);
    }
    plan = plan.flatMap((seeds) => list.map((one) => ({ ...seeds, ...sameFor(own, one) })));
  }
  return plan;
}

const isMap = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

const sameFor = (names: readonly StreamName[], value: number) =>
  Object.fromEntries(names.map((name) => [name, value])) as Partial<Seeds>;

function streamsOf(name: string, given: object, label: (...path: string[]) => string): readonly StreamName[] {
  if (name === 'data') {
    const own = DATA.find((stream) => stream in given);
    if (own) throw new Misuse(`${label(own)} is part of data: give one of the two`);
    return DATA;
  }
  if (streamNames.includes(name as StreamName)) return [name as StreamName];
  const known = nearest(name, ['first', 'count', 'data', ...streamNames]).join(', ');
  throw new Misuse(`${label(name)} is not a stream; the nearest are ${known}`);
}

function seedList(given: unknown, label: string): number[] {
  if (seed.safeParse(given).success) return [given as number];
  if (Array.isArray(given)) {
    const isFine = given.length > 0 && given.every((one) => seed.safeParse(one).success);
    if (!isFine || new Set(given).size < given.length) {
      refuse(label, `a list of different seeds from 0 to ${LARGEST_SEED}`, given);
    }
    return given as number[];
  }
  if (!isMap(given)) refuse(label, FORMS, given);
  const { first = 0, count: many, ...rest } = given as Record<string, unknown>;
  const fits = seed.safeParse(first).success && count.safeParse(many).success;
  if (!fits || Object.keys(rest).length > 0 || (first as number) + (many as number) - 1 > LARGEST_SEED) {
    refuse(label, FORMS, given);
  }
  return Array.from({ length: many as number }, (_, k) => (first as number) + k);
}
