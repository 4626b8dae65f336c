import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { TrialRecord } from '../experiments/experiment.ts';
import { readTrialRecord } from '../experiments/read-record.ts';
import { jsonOf } from '../settings/json.ts';
import { Misuse } from '../settings/misuse.ts';
import { readText } from './config.ts';

/**
 * Reads the record of a run.
 *
 * @param path a file that holds one record, or the folder of a run
 * @throws Misuse when there is none
 */
export function readRecord(path: string): TrialRecord {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const text = readText('--from', isFolder ? join(path, 'record.ndjson') : path);
  const value = jsonOf(text);
  if (value === undefined && jsonOf(text.split('\n')[0]!))
    throw new Misuse(`--from ${path} must hold one record only`);
  return readTrialRecord(value, `--from ${path}`);
}
