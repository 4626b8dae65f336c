import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Misuse } from '../settings/misuse.ts';
import { type ChosenLines, chooseLines, type ReadLine } from './choose-lines.ts';
import { lineHeadReader } from './line-head.ts';
import { readShards, shardsOf } from './read-shards.ts';
import { createShard } from './shard.ts';
import { SERIES_LINE, seriesIn, shardsIn } from './sweep-folder.ts';

/** What became of the shards of a folder. */
export interface Compacted {
  /** The shards that were merged, by name; none where there was nothing to merge. */
  readonly merged: readonly string[];
  /** What they became. */
  readonly into?: string;
  /** Lines that were kept, one a trial, and lines of trials that another line tells of. */
  readonly kept: number;
  readonly dropped: number;
  /** Shards that a process may still write, left as they are. */
  readonly parts: readonly string[];
  /** Shards with lines that cannot be read, left as they are. */
  readonly odd: readonly string[];
}

/**
 * Merges the finished shards of a sweep into one: each trial once, the lines as they are, one that was done before
 * one that failed. Whenever it is killed, nothing is lost: what was merged is removed after what it became is whole.
 *
 * @param force whether to merge also what processes may still write, and to drop what cannot be read
 * @throws Misuse when shards went away meanwhile
 */
export function compactSweep(folder: string, force: boolean): { shards: Compacted; series: Compacted } {
  const read = lineHeadReader();
  const ofTrial: ReadLine = (line) => {
    const head = read(line);
    return head && { id: head.id, failed: head.status === 'failed' };
  };
  return {
    shards: compact(shardsIn(folder), ofTrial, force),
    series: compact(seriesIn(folder), seriesLine, force),
  };
}

/** Id of a line `{"id":…,"series":…}`. */
const seriesLine: ReadLine = (line) => {
  const [, id] = SERIES_LINE.exec(line.toString('latin1', 0, 64)) ?? [];
  return id === undefined ? undefined : { id, failed: false };
};

function compact(folder: string, read: ReadLine, force: boolean): Compacted {
  const all = shardsOf(folder);
  const isPart = (name: string) => name.endsWith('.part');
  const parts = force ? [] : all.filter(isPart);
  const candidates = new Set(all.filter((name) => !parts.includes(name)));
  const odd = force ? [] : oddOnes(folder, candidates, read);
  for (const name of odd) candidates.delete(name);
  const lines = chooseLines(folder, read, (name) => candidates.has(name));
  const { count: kept, dropped } = lines;
  const left = { parts, odd };
  const isNeeded = candidates.size > 1 || dropped > 0 || [...candidates].some(isPart);
  if (!isNeeded) return { merged: [], kept, dropped: 0, ...left };
  const into = merge(folder, lines);
  for (const name of candidates) rmSync(join(folder, name), { force: true });
  return { merged: [...candidates], ...(into && { into }), kept, dropped, ...left };
}

function oddOnes(folder: string, candidates: ReadonlySet<string>, read: ReadLine): string[] {
  const odd = new Set<string>();
  const { torn } = readShards(
    folder,
    (line, { file }) => {
      if (!read(line)) odd.add(file);
      return true;
    },
    (name) => candidates.has(name),
  );
  return [...new Set([...odd, ...torn])];
}

/** @returns the name of the new shard, which is whole and on the disk; undefined where no line was worth keeping */
function merge(folder: string, lines: ChosenLines): string | undefined {
  const shard = createShard(folder, 'compact');
  const written = lines.each((line) => shard.write(line));
  const name = shard.finish();
  if (written < lines.count) {
    throw new Misuse(
      `shards went away while ${folder} was compacted, as if twice at once: nothing was removed`,
    );
  }
  syncFolder(folder);
  return name;
}

/** Puts the names in a folder on the disk, where the system can. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, 'r');
    fsyncSync(file);
    closeSync(file);
  } catch {
    // not on Windows
  }
}
