import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { TrialRecord } from '../experiments/experiment.ts';
import { streamNames } from '../numerics/streams.ts';
import { Misuse } from '../settings/misuse.ts';
import { readText } from './config.ts';

/** What a record must have to be continued. */
const shape = z.looseObject({
  schema: z.literal(1),
  id: z.string(),
  experiment: z.string(),
  settings: z.record(z.string(), z.unknown()),
  seeds: z.object(Object.fromEntries(streamNames.map((name) => [name, z.int().min(0)]))),
  engine: z.string(),
  version: z.string(),
  status: z.string(),
  summary: z.looseObject({ steps: z.int().min(0), weightsHash: z.string() }),
  series: z.looseObject({ step: z.array(z.int()).min(1), time: z.array(z.number()).min(1) }),
});

/**
 * Reads the record of a run.
 *
 * @param path a file that holds one record, or the folder of a run
 * @throws Misuse when there is none
 */
export function readRecord(path: string): TrialRecord {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const text = readText('--from', isFolder ? join(path, 'record.ndjson') : path);
  const parsed = shape.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data as unknown as TrialRecord;
  if (jsonOf(text.split('\n')[0]!) && !jsonOf(text))
    throw new Misuse(`--from ${path} must hold one record only`);
  const where = parsed.error.issues[0]?.path.join('.');
  throw new Misuse(`--from ${path} is not the record of a run${where ? `: there is no valid ${where}` : ''}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
