import { activations } from '../activations/index.ts';
import { corruptions } from '../corruptions/index.ts';
import { inputs } from '../inputs/index.ts';
import { ledgers } from '../ledgers/index.ts';
import type { Inequality } from '../ledgers/inequality.ts';
import { losses } from '../losses/index.ts';
import { metrics } from '../metrics/index.ts';
import { initializations } from '../network/index.ts';
import { optimizers } from '../optimizers/index.ts';
import { Misuse } from '../settings/misuse.ts';
import { nearest } from '../settings/nearest.ts';
import { functions, targets } from '../targets/index.ts';
import type { Claim } from './claim.ts';
import { claims } from './claims.ts';
import type { Preset } from './preset.ts';
import { presets } from './presets.ts';
import { studies } from './studies.ts';
import type { Study, StudyForm } from './study.ts';
import { workNamed } from './works.ts';

type Entry = Readonly<Record<string, unknown>>;

/** A list that can be added to, and what each of its entries must have: field → `typeof`, or `list`. */
interface Extensible {
  readonly entries: readonly object[];
  readonly fields: Readonly<Record<string, string>>;
}

const kind = { name: 'string', doc: 'string', settings: 'object', create: 'function' };

const claim = {
  id: 'string',
  name: 'string',
  title: 'string',
  source: 'string',
  statement: 'string',
  prediction: 'string',
  work: 'object',
  jobs: 'function',
  judge: 'function',
  controls: 'list',
} satisfies { [K in keyof Claim]?: string };

const inequality = {
  name: 'string',
  symbol: 'string',
  doc: 'string',
  source: 'string',
  scope: 'string',
  constants: 'list',
  measure: 'function',
} satisfies { [K in keyof Inequality]: string };

const study = {
  name: 'string',
  doc: 'string',
  question: 'string',
  experiment: 'string',
  variants: 'list',
  seeds: 'number',
} satisfies { [K in keyof Study]?: string };

const form = {
  work: 'object',
  jobs: 'function',
  rows: 'function',
  table: 'function',
  figure: 'function',
} satisfies { [K in keyof StudyForm]: string };

const preset = { name: 'string', doc: 'string', experiment: 'string', settings: 'object' } satisfies {
  [K in keyof Preset]: string;
};

/** What a user's own module may add to, by the key of its default export. */
const lists: Readonly<Record<string, Extensible>> = {
  inputs: { entries: inputs, fields: kind },
  targets: { entries: targets, fields: kind },
  functions: { entries: functions, fields: kind },
  activations: { entries: activations, fields: kind },
  corruptions: { entries: corruptions, fields: kind },
  initializations: { entries: initializations, fields: kind },
  losses: { entries: losses, fields: kind },
  optimizers: { entries: optimizers, fields: kind },
  metrics: { entries: metrics, fields: { name: 'string', doc: 'string', measure: 'function' } },
  ledgers: { entries: ledgers, fields: inequality },
  claims: { entries: claims, fields: claim },
  studies: { entries: studies, fields: study },
  presets: { entries: presets, fields: preset },
};

/**
 * Adds a user's own kinds, metrics and claims to the lists: from then on they are named, set, run and checked like
 * those that come with the laboratory.
 *
 * @param addition lists by name, such as `{ targets: [myTarget], claims: [myClaim] }`
 * @param label what errors call it
 * @throws Misuse naming the list, the entry and the field that is missing or wrong; then nothing was added
 */
export function extend(addition: unknown, label: string): void {
  if (typeof addition !== 'object' || addition === null) {
    throw new Misuse(`${label} must export default an object of lists: ${Object.keys(lists).join(', ')}`);
  }
  const added = Object.entries(addition).map(([list, entries]) => ({
    list,
    entries: checked(list, entries, label),
  }));
  for (const { list, entries } of added) (lists[list]!.entries as object[]).push(...entries);
}

function checked(list: string, entries: unknown, label: string): readonly Entry[] {
  if (!Object.hasOwn(lists, list)) {
    const known = nearest(list, Object.keys(lists)).join(', ');
    throw new Misuse(`${label}: ${list} is not a list to add to; the nearest are ${known}`);
  }
  if (!Array.isArray(entries)) throw new Misuse(`${label}: ${list} must be a list, got ${typeof entries}`);
  const { entries: known, fields } = lists[list]!;
  for (const [i, entry] of entries.entries()) {
    const named = `${label}: ${list}[${i}]`;
    checkFields(fields, entry, named);
    refuseTaken([...known, ...entries.slice(0, i)], entry, named);
    if (list === 'claims') checkWork(entry, entries.slice(0, i), named);
    if (list === 'studies' && entry.form !== undefined) {
      checkFields(form, entry.form, `${named}.form`);
      const before = entries.slice(0, i).flatMap((study) => study.form ?? []);
      checkWork(entry.form, before, `${named}.form`);
    }
  }
  return entries;
}

function checkFields(fields: Extensible['fields'], entry: unknown, label: string): asserts entry is Entry {
  if (typeof entry !== 'object' || entry === null)
    throw new Misuse(`${label} must be an object, got ${typeof entry}`);
  for (const [field, type] of Object.entries(fields)) {
    const value = (entry as Entry)[field];
    const isOfType = type === 'list' ? Array.isArray(value) : typeof value === type;
    if (isOfType && value !== null && value !== '') continue;
    throw new Misuse(
      `${label}.${field} must be ${nouns[type]}, got ${value === undefined ? 'nothing' : typeof value}`,
    );
  }
}

function refuseTaken(known: readonly object[], entry: Entry, label: string): void {
  for (const key of ['name', 'id']) {
    const value = entry[key];
    if (value !== undefined && known.some((other) => (other as Entry)[key] === value))
      taken(label, key, value);
  }
}

/** Works are found by their names: two of one name would be one. Claims, and forms of studies, may share a work. */
function checkWork({ work }: Entry, before: readonly Entry[], label: string): void {
  checkFields({ name: 'string', run: 'function' }, work, `${label}.work`);
  const { name } = work;
  const known = [workNamed(name as string), ...before.map((claim) => claim.work as Entry)];
  if (known.some((other) => other?.name === name && other !== work)) taken(label, 'work.name', name);
}

function taken(label: string, key: string, value: unknown): never {
  throw new Misuse(`${label}.${key} must be a new one, got ${JSON.stringify(value)}, which is taken`);
}

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  object: 'an object',
  list: 'a list',
  function: 'a function',
};
