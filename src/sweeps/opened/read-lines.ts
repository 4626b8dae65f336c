import { z } from 'zod';
import { streamNames } from '../../numerics/streams.ts';
import { jsonOf } from '../../settings/json.ts';
import { Misuse } from '../../settings/misuse.ts';
import type { LineHead } from '../line.ts';
import type { OpenedTrials } from './opened.ts';

const bounds = z.tuple([z.number().min(0), z.number().min(0).nullable()]);

/** The head of a line of a shard, as it must be; the rest of a line is not looked at. */
const shape = z.object({
  schema: z.literal(1),
  experiment: z.string(),
  id: z.string(),
  status: z.enum(['finished', 'budget-exhausted', 'diverged', 'failed']),
  hit: z.object({ steps: bounds, time: bounds, samples: bounds }).nullable(),
  settings: z.record(z.string(), z.unknown()),
  seeds: z.object(Object.fromEntries(streamNames.map((name) => [name, z.int().min(0)]))),
});

/** Lines that cannot be read and are told one by one. */
const TOLD = 3;

/**
 * Reads the text of a shard. What is no line of a sweep is left out and told, and so is a last line that was torn.
 *
 * @param name of the file, as the sentences name it
 * @throws Misuse when no line can be read, saying why the first one cannot
 */
export function readLines(text: string, name: string): OpenedTrials {
  const read = lineReader();
  const heads: LineHead[] = [];
  const complaints: string[] = [];
  const experiments = new Set<string>();
  const lines = text.split('\n');
  const rest = lines.pop()!;
  for (const [i, line] of lines.entries()) {
    const found = read(line);
    if (typeof found === 'string') {
      complaints.push(`${name}: line ${i + 1} is not a line of a sweep: ${found}`);
      continue;
    }
    heads.push(found.head);
    experiments.add(found.experiment);
  }
  const torn = rest === '' ? [] : [tornOr(read(rest), heads, experiments, name)];
  const notes = [...complaints.slice(0, TOLD), ...more(complaints, name), ...torn.flat()];
  if (heads.length === 0) throw new Misuse(notes[0] ?? `${name} is empty`);
  return { ...oneExperiment(experiments, name), heads, notes };
}

/** A last line without an end may be whole: the file was copied out of another. */
function tornOr(found: Read | string, heads: LineHead[], experiments: Set<string>, name: string): string[] {
  if (typeof found === 'string')
    return [`${name}: the last line is torn, as where a process was killed; its trial is left out`];
  heads.push(found.head);
  experiments.add(found.experiment);
  return [];
}

const more = (complaints: readonly string[], name: string) =>
  complaints.length > TOLD ? [`${name}: ${complaints.length - TOLD} more lines cannot be read`] : [];

/** @throws Misuse when lines are of several experiments */
export function oneExperiment(experiments: ReadonlySet<string>, name: string): { experiment: string } {
  const [experiment, other] = experiments;
  if (other !== undefined)
    throw new Misuse(`${name} holds trials of several experiments: ${[...experiments].join(', ')}`);
  return { experiment: experiment! };
}

interface Read {
  readonly head: LineHead;
  readonly experiment: string;
}

/** Reads lines, equal settings as one object; a sentence for what is none. */
function lineReader(): (line: string) => Read | string {
  const known = new Map<string, LineHead['settings']>();
  return (line) => {
    const value = jsonOf(line);
    if (value === undefined) return 'it is not JSON';
    const parsed = shape.safeParse(value);
    if (!parsed.success) {
      const { path } = parsed.error.issues[0]!;
      return path.length > 0 ? `there is no valid ${path.join('.')}` : 'it is not an object';
    }
    const { schema: _, experiment, settings, ...rest } = parsed.data;
    const strange = Object.keys((value as { settings: object }).settings).find(isInherited);
    if (strange !== undefined) return `${strange} is no setting`;
    const text = JSON.stringify(settings);
    const shared = known.get(text) ?? settings;
    known.set(text, shared);
    return { head: { ...rest, settings: shared } as LineHead, experiment };
  };
}

/** A name that every object has already: no setting is called so. */
export const isInherited = (key: string): boolean => key in {};
