import { z } from 'zod';
import { canonicalJson } from './canonical.ts';
import { field } from './kind.ts';
import { Misuse } from './misuse.ts';
import { allFields, resolveSettings, type Schema } from './resolve.ts';

/** A setting that changes on the way: every step after `step` updates is made with `key` at `value`. */
export interface Change {
  readonly step: number;
  readonly key: string;
  readonly value: unknown;
}

type Values = Readonly<Record<string, unknown>>;

/** What a setting can be. */
const settingValue = z.union([z.number(), z.boolean(), z.string(), z.array(z.number())]);

const MAX_STEP = 2 ** 31;
const MAX_CHANGES = 1000;

/** The setting `changes`; a change is part of what a trial was asked to do, and so of its id. */
export const changesField = field(
  z
    .array(
      z.strictObject({ step: z.int().min(0).max(MAX_STEP), key: z.string().min(1), value: settingValue }),
    )
    .max(MAX_CHANGES)
    .default([]),
  {
    doc: 'settings that change on the way, from a step on',
    placeholder: 'step:key=value,…',
    allowed: 'step:key=value,… or, in a file, a list of {step, key, value}',
  },
);

/** A comma starts a new change only where `step:key=` follows: the values of a list have commas too. */
const BETWEEN_CHANGES = /,(?=\s*\d+:[A-Za-z-]+=)/;
const CHANGE = /^\s*(\d+):([A-Za-z-]+)=(.*)$/s;

/** `input-dim` → `inputDim`: a flag as a key. */
export const camel = (word: string) => word.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * `100:secondLayerRate=0,200:coordinates=3,7` → the list a config file would hold.
 *
 * @param parseValue text of a value → the value, by its key
 * @returns text of another form as it came, for the resolver to refuse with what was typed
 */
export function parseChanges(text: string, parseValue: (key: string, text: string) => unknown): unknown {
  const parts = text.split(BETWEEN_CHANGES).map((part) => CHANGE.exec(part));
  if (parts.some((part) => part === null)) return text;
  return parts.map((part) => {
    const [, step, word, value] = part as unknown as [string, string, string, string];
    const key = camel(word);
    return { step: Number(step), key, value: parseValue(key, value.trim()) };
  });
}

/** The text that `parseChanges` understands. */
export const formatChanges = (changes: readonly Change[]) =>
  changes.map(({ step, key, value }) => `${step}:${key}=${value}`).join(',');

/** The settings in force after the changes up to and including those at a step. */
export function settingsAfter<S extends { readonly changes: readonly Change[] }>(
  settings: S,
  step: number,
): S {
  const made = settings.changes.filter((change) => change.step <= step);
  return { ...settings, ...Object.fromEntries(made.map(({ key, value }) => [key, value])) };
}

/**
 * Changes checked by the fields and rules of the settings they change, in the order of steps and keys. Where a
 * change selects another kind, the defaults of that kind's own settings become changes too, so that what is in
 * force is plain to see: the settings, overwritten by one change after the other.
 *
 * @param start resolved settings at step 0, without changes
 * @param keys what may change
 * @param label how an error names a change
 * @throws Misuse with one sentence
 */
export function resolveChanges(
  schema: Schema,
  start: Values,
  { changes, keys, label }: AskedChanges,
): Change[] {
  const resolved: Change[] = [];
  let now = start;
  const steps = [...new Set(changes.map(({ step }) => step))].sort((a, b) => a - b);
  for (const step of steps) {
    const asked = asValues(schema, {
      changes: changes.filter((change) => change.step === step),
      keys,
      label,
    });
    const named = (key: string) => label({ step, key, value: asked[key] });
    const next = resolveSettings(schema, { ...surviving(schema, now, asked), ...asked }, named);
    const differs = (key: string) => key in asked || canonicalJson([now[key]]) !== canonicalJson([next[key]]);
    const changed = Object.keys(next).filter(differs).sort();
    resolved.push(...changed.map((key) => ({ step, key, value: next[key] })));
    now = next;
  }
  return resolved;
}

/** Changes as they were asked for, what may be asked for, and how an error names one. */
export interface AskedChanges {
  readonly changes: readonly Change[];
  readonly keys: readonly string[];
  readonly label: (change: Change) => string;
}

/** Changes of one step by key; what is no setting at all is left to the resolver, which knows the nearest. */
function asValues(schema: Schema, { changes, keys, label }: AskedChanges): Values {
  const known = allFields(schema);
  const values: Record<string, unknown> = {};
  for (const change of changes) {
    const { key, step, value } = change;
    if (Object.hasOwn(known, key) && !keys.includes(key)) {
      throw new Misuse(`${label(change)} cannot change on the way; what can is ${keys.join(', ')}`);
    }
    if (Object.hasOwn(values, key)) throw new Misuse(`${label(change)} is given twice for step ${step}`);
    values[key] = value;
  }
  return values;
}

/** The settings in force without those of kinds that the asked values no longer select. */
function surviving(schema: Schema, now: Values, asked: Values): Values {
  const kept = { ...now };
  for (const [choice, kinds] of Object.entries(schema.choices)) {
    if (!(choice in asked) || asked[choice] === now[choice]) continue;
    const owned = kinds.find(({ name }) => name === now[choice])?.settings as Values;
    const taken = (kinds.find(({ name }) => name === asked[choice])?.settings ?? {}) as Values;
    for (const key of Object.keys(owned)) if (!Object.hasOwn(taken, key)) delete kept[key];
  }
  return kept;
}
