import type { SweepValues } from '../workers/desk.ts';
import {
  type PhaseField,
  phaseDefaults,
  phaseFile,
  type ScalingField,
  scalingDefaults,
  scalingFile,
  type Typed,
} from './sweep-files.ts';

/** A field that holds a plain number, and the words for what it must be. */
interface Plain {
  readonly says: string;
  holds(value: number): boolean;
}

/** The fields of a sweep: what they are called and hold at first, and what they make. */
export interface SweepFields<Field extends string> {
  readonly labels: Typed<Field>;
  readonly defaults: Typed<Field>;
  file(typed: Typed<Field>): SweepValues;
  /** Those that stand in ranges and counts, of which a sweep file speaks otherwise. */
  readonly plain: Readonly<Partial<Record<Field, Plain>>>;
  /** Two ends of a range each. */
  readonly ranges: readonly (readonly [least: Field, largest: Field])[];
}

/** The sentence at a field, by field. */
export type Faults<Field extends string> = Readonly<Partial<Record<Field, string>>>;

const end: Plain = { says: 'a number above 0', holds: (value) => value > 0 && value < Infinity };
const count: Plain = {
  says: 'an integer from 2 to 100000',
  holds: (value) => Number.isInteger(value) && value >= 2 && value <= 100_000,
};
const seeds: Plain = {
  says: 'an integer from 1 to 1000000',
  holds: (value) => Number.isInteger(value) && value >= 1 && value <= 1_000_000,
};

export const scalingFields: SweepFields<ScalingField> = {
  labels: {
    from: 'least d',
    to: 'largest d',
    dims: 'number of d',
    seeds: 'seeds',
    width: 'width p',
    batchSize: 'batch size n',
    stepSize: 'step size η',
    success: 'until',
  },
  defaults: scalingDefaults,
  file: scalingFile,
  plain: { from: end, to: end, dims: count, seeds },
  ranges: [['from', 'to']],
};

export const phaseFields: SweepFields<PhaseField> = {
  labels: {
    inputDim: 'inputs d',
    width: 'width p',
    leastBatch: 'least n',
    mostBatch: 'largest n',
    leastStep: 'least η',
    mostStep: 'largest η',
    count: 'values of each',
    seeds: 'seeds',
    success: 'until',
  },
  defaults: phaseDefaults,
  file: phaseFile,
  plain: { leastBatch: end, mostBatch: end, leastStep: end, mostStep: end, count, seeds },
  ranges: [
    ['leastBatch', 'mostBatch'],
    ['leastStep', 'mostStep'],
  ],
};

/**
 * What is wrong with each field by itself, all at once: a sweep that is refused names one.
 *
 * @param refusalOf why a file is no sweep; undefined where it is one
 */
export async function faultsOf<Field extends string>(
  fields: SweepFields<Field>,
  typed: Typed<Field>,
  refusalOf: (file: SweepValues) => Promise<string | undefined>,
): Promise<Faults<Field>> {
  const names = Object.keys(fields.labels) as Field[];
  const said = await Promise.all(
    names.map(async (name) => [name, await faultOf(name, fields, typed, refusalOf)] as const),
  );
  return Object.fromEntries(said.filter(([, fault]) => fault !== undefined)) as Faults<Field>;
}

async function faultOf<Field extends string>(
  name: Field,
  { labels, defaults, file, plain, ranges }: SweepFields<Field>,
  typed: Typed<Field>,
  refusalOf: (file: SweepValues) => Promise<string | undefined>,
): Promise<string | undefined> {
  const text = typed[name].trim();
  const number = text === '' ? Number.NaN : Number(text);
  const must = plain[name];
  if (must && !must.holds(number)) return `${labels[name]} must be ${must.says}, got ${JSON.stringify(text)}`;
  const largest = ranges.find(([least]) => least === name)?.[1];
  if (largest !== undefined && number > Number(typed[largest]))
    return `${labels[name]} must be at most the ${labels[largest]}, ${typed[largest].trim()}, got ${text}`;
  if (typed[name] === defaults[name]) return undefined;
  const refusal = await refusalOf(file({ ...defaults, [name]: typed[name] }));
  return refusal?.replace(/^[\w.]+(?= must be )/, labels[name]);
}

/** The fields that an address gives, of those there are. */
export function typedIn<Field extends string>(
  { labels }: SweepFields<Field>,
  search: string,
): Partial<Typed<Field>> {
  const given = [...new URLSearchParams(search)].filter(([key]) => Object.hasOwn(labels, key));
  return Object.fromEntries(given) as Partial<Typed<Field>>;
}

/** The address that gives the fields that differ from the defaults; what it says of other things stays. */
export function searchWith<Field extends string>(
  { defaults }: SweepFields<Field>,
  typed: Typed<Field>,
  search: string,
): string {
  const query = new URLSearchParams(search);
  for (const key of Object.keys(defaults) as Field[]) {
    if (typed[key] === defaults[key]) query.delete(key);
    else query.set(key, typed[key]);
  }
  return `?${query}`;
}
