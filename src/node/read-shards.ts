import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Misuse } from '../settings/misuse.ts';
import { shardName } from './shard.ts';

/** What was not a line of a finished trial, for people to hear of. */
export interface Oddities {
  /** Files and folders among the shards that are none. */
  readonly foreignFiles: string[];
  /** Shards whose last line was torn: a process was killed while it wrote, or still writes. */
  readonly torn: string[];
  /** `file:line` of whole lines that cannot be read. */
  readonly unreadable: string[];
}

/** What was read of a folder. */
interface Read extends Oddities {
  /** Shards that were there at first and away when their turn came: their lines are in others by now. */
  readonly vanished: string[];
}

/**
 * Is given a line, without its end, and says whether it could read it.
 *
 * @param line bytes that are overwritten later: to be copied by whoever keeps them
 * @param place `file` by its name, and `number` of the line, from 1
 */
export type VisitLine = (line: Buffer, place: LinePlace) => boolean;

/** Where a line stands. */
interface LinePlace {
  readonly file: string;
  readonly number: number;
}

const CHUNK = 1 << 22;
const NEWLINE = 10;

/**
 * Visits every whole line of every shard, finished or not, in the order of their names. A torn last line is left out:
 * its trial is not done.
 *
 * @param isWanted which shards, by name; by default all
 */
export function readShards(
  folder: string,
  visit: VisitLine,
  isWanted: (name: string) => boolean = () => true,
): Read {
  const oddities: Read = { foreignFiles: [], torn: [], unreadable: [], vanished: [] };
  if (!existsSync(folder)) return oddities;
  const chunk = Buffer.allocUnsafe(CHUNK);
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry;
    if (!isShard(entry)) oddities.foreignFiles.push(name);
    else if (isWanted(name)) readShard({ path: join(folder, name), name, chunk }, visit, oddities);
  }
  return oddities;
}

/** Times that a folder is read anew before one gives up. */
const ATTEMPTS = 10;

/**
 * Reads every shard as `readShards` does, and all of them anew where one went away meanwhile, as `compact` takes away
 * what it has merged: no line is missed.
 *
 * @param fresh makes what lines are collected in, anew for each time
 * @throws Misuse when shards keep going away
 */
export function readWhole<State>(
  folder: string,
  fresh: () => State,
  visit: (state: State, ...line: Parameters<VisitLine>) => boolean,
  isWanted?: (name: string) => boolean,
): State & Oddities {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const state = fresh();
    const { vanished, ...oddities } = readShards(folder, (...line) => visit(state, ...line), isWanted);
    if (vanished.length === 0) return { ...state, ...oddities };
  }
  throw new Misuse(
    `shards of ${folder} keep going away while they are read: wait for twolayer compact to end`,
  );
}

/** Names of the shards of a folder, finished or not. */
export function shardsOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(isShard)
    .map(({ name }) => name);
}

const isShard = (entry: { readonly name: string; isDirectory(): boolean }) =>
  shardName.test(entry.name) && !entry.isDirectory();

interface OpenShard {
  readonly path: string;
  readonly name: string;
  readonly chunk: Buffer;
}

function readShard({ path, name, chunk }: OpenShard, visit: VisitLine, oddities: Read): void {
  let number = 0;
  const file = openIfThere(path);
  if (file === undefined) {
    oddities.vanished.push(name);
    return;
  }
  try {
    const rest = eachLine(file, chunk, (line) => {
      number += 1;
      if (!visit(line, { file: name, number })) oddities.unreadable.push(`${name}:${number}`);
    });
    if (rest > 0) oddities.torn.push(name);
  } finally {
    closeSync(file);
  }
}

/** A shard that is finished while its folder is read has lost its `.part`. */
function openIfThere(path: string): number | undefined {
  for (const name of [path, path.replace(/\.part$/, '')]) {
    try {
      return openSync(name, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

/** @returns bytes behind the last end of a line */
function eachLine(file: number, chunk: Buffer, visit: (line: Buffer) => void): number {
  let buffer = chunk;
  let kept = 0;
  for (;;) {
    if (kept === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
    const size = readSync(file, buffer, kept, buffer.length - kept, null);
    if (size === 0) return kept;
    const filled = buffer.subarray(0, kept + size);
    let start = 0;
    for (let end = filled.indexOf(NEWLINE, kept); end >= 0; end = filled.indexOf(NEWLINE, start)) {
      visit(filled.subarray(start, end));
      start = end + 1;
    }
    buffer.copyWithin(0, start, filled.length);
    kept = filled.length - start;
  }
}
