import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../experiments/task.ts';
import { Misuse } from '../settings/misuse.ts';

/** Outcomes of tasks kept on disk, so that an interrupted check goes on where it was. */
export interface Evidence {
  readonly known: ReadonlyMap<string, Outcome>;
  add(key: string, outcome: Outcome): void;
  close(): void;
}

/**
 * Opens the folder that holds what this very code has found so far. Every process writes a file of its own, one
 * line a task; a line torn by a killed process is dropped.
 */
export function openEvidence(folder: string): Evidence {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Misuse(`cannot make the folder ${JSON.stringify(folder)}: ${(error as Error).message}`);
  }
  const known = readEvidence(folder);
  let file: number | undefined;
  return {
    known,
    add(key, outcome) {
      file ??= openNew(folder);
      known.set(key, outcome);
      writeSync(file, `${JSON.stringify({ key, ...outcome })}\n`);
    },
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}

function readEvidence(folder: string): Map<string, Outcome> {
  const known = new Map<string, Outcome>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.ndjson'))) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    for (const line of lines.slice(0, -1)) {
      const { key, ...outcome } = JSON.parse(line) as Outcome & { key: string };
      known.set(key, outcome);
    }
  }
  return known;
}

function openNew(folder: string): number {
  for (let number = 1; ; number++) {
    try {
      return openSync(join(folder, `evidence-${number}.ndjson`), 'wx');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
