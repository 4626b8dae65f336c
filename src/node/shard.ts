import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';

/** A file of one writer: whole lines, `.part` at its end until it is finished. Nothing is made before the first line. */
export interface ShardWriter {
  /** Appends a line, as text or as its bytes; the end of the line is added. */
  write(line: string | Uint8Array): void;
  /** Puts what was written on the disk and takes the `.part` away. @returns the name it has now, where there is one */
  finish(): string | undefined;
}

/** How often what was written is put on the disk, in ms, so that a dying machine costs little. */
const SYNC_MS = 10_000;

/**
 * A new shard `<folder>/<task>.<attempt>.ndjson`, the attempt being the first that is free. Nothing is locked: the
 * name is taken by making the file, and whoever else does the same task writes another attempt.
 *
 * @param task words of letters, digits and hyphens
 */
export function createShard(folder: string, task: string): ShardWriter {
  let shard: { readonly file: number; readonly path: string } | undefined;
  let synced = performance.now();
  return {
    write(line) {
      shard ??= openNew(folder, task);
      writeWhole(shard.file, typeof line === 'string' ? `${line}\n` : Buffer.concat([line, NEWLINE]));
      if (performance.now() - synced < SYNC_MS) return;
      fsyncSync(shard.file);
      synced = performance.now();
    },
    finish() {
      if (!shard) return undefined;
      const { file, path } = shard;
      fsyncSync(file);
      closeSync(file);
      renameSync(`${path}.part`, path);
      shard = undefined;
      return basename(path);
    },
  };
}

const NEWLINE = Buffer.from('\n');

function writeWhole(file: number, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

/** A file that has been finished keeps its name for good: it is looked for after `.part` is ours. */
function openNew(folder: string, task: string): { file: number; path: string } {
  mkdirSync(folder, { recursive: true });
  for (let attempt = attemptsOf(folder, task) + 1; ; attempt++) {
    const path = join(folder, `${task}.${attempt}.ndjson`);
    const file = openExclusive(`${path}.part`);
    if (file === undefined) continue;
    if (!existsSync(path)) return { file, path };
    closeSync(file);
    rmSync(`${path}.part`);
  }
}

function openExclusive(path: string): number | undefined {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

/** Name of a shard: `<task>.<attempt>.ndjson`, perhaps still with `.part`. */
export const shardName = /^([\w-]+)\.(\d+)\.ndjson(\.part)?$/;

function attemptsOf(folder: string, task: string): number {
  const attempts = readdirSync(folder).map((name) => {
    const [, own, attempt] = shardName.exec(name) ?? [];
    return own === task ? Number(attempt) : 0;
  });
  return Math.max(0, ...attempts);
}
