import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { shardName } from './shard.ts';

/** What was not a line of a finished trial, for people to hear of. */
export interface Oddities {
  /** Files among the shards that are none. */
  readonly foreignFiles: string[];
  /** Shards whose last line was torn: a process was killed while it wrote, or still writes. */
  readonly torn: string[];
  /** `file:line` of whole lines that cannot be read. */
  readonly unreadable: string[];
}

const CHUNK = 1 << 22;
const NEWLINE = 10;

/**
 * Visits every whole line of every shard, finished or not. A torn last line is left out: its trial is not done.
 *
 * @param visit is given the text of a line and says whether it could read it
 */
export function readShards(folder: string, visit: (line: string, file: string) => boolean): Oddities {
  const oddities: Oddities = { foreignFiles: [], torn: [], unreadable: [] };
  if (!existsSync(folder)) return oddities;
  for (const name of readdirSync(folder).sort()) {
    if (!shardName.test(name)) oddities.foreignFiles.push(name);
    else readShard(join(folder, name), name, visit, oddities);
  }
  return oddities;
}

function readShard(
  path: string,
  name: string,
  visit: (line: string, file: string) => boolean,
  { torn, unreadable }: Oddities,
): void {
  let number = 0;
  const rest = eachLine(path, (line) => {
    number += 1;
    if (!visit(line, name)) unreadable.push(`${name}:${number}`);
  });
  if (rest > 0) torn.push(name);
}

/** @returns bytes behind the last end of a line */
function eachLine(path: string, visit: (line: string) => void): number {
  const file = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(CHUNK);
  let rest = Buffer.alloc(0);
  try {
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0 && end < size; end = chunk.indexOf(NEWLINE, start)) {
        const tail = chunk.toString('utf8', start, end);
        visit(rest.length === 0 ? tail : Buffer.concat([rest, chunk.subarray(start, end)]).toString('utf8'));
        rest = Buffer.alloc(0);
        start = end + 1;
      }
      rest = Buffer.concat([rest, chunk.subarray(start, size)]);
    }
  } finally {
    closeSync(file);
  }
  return rest.length;
}
