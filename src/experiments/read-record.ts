import { z } from 'zod';
import { streamNames } from '../numerics/streams.ts';
import { Misuse } from '../settings/misuse.ts';
import type { TrialRecord } from './experiment.ts';

/** What a record must have to be continued or shown. */
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
 * @param value parsed JSON
 * @param name of the file, as an error names it
 * @throws Misuse where it is none, naming the first place that is not as it must be
 */
export function readTrialRecord(value: unknown, name: string): TrialRecord {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data as unknown as TrialRecord;
  const where = parsed.error.issues[0]?.path.join('.');
  throw new Misuse(`${name} is not the record of a run${where ? `: there is no valid ${where}` : ''}`);
}
