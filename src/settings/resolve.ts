import { z } from 'zod';
import type { AnyKind, Rule, Shape } from './kind.ts';
import { Misuse } from './misuse.ts';
import { nearest } from './nearest.ts';

/** The kinds an experiment chooses among: selector key (`target`) → the list it names one of, default first. */
type Choices = Readonly<Record<string, readonly AnyKind<unknown>[]>>;

/** What can be set: own fields, choices of kinds with their fields, and rules over all of them. */
export interface Schema {
  readonly name: string;
  readonly settings: Shape;
  readonly choices: Choices;
  readonly rules: readonly Rule[];
  /** Choices that stay as they are where others may change while a run is on. */
  readonly fixed?: readonly string[];
}

/** How an error names a setting the way its user wrote it, and where: `--width`, `run.yaml:3:10: width`. */
export type Label = (key: string) => string;

type Values = Readonly<Record<string, unknown>>;

/**
 * Typed values → resolved settings: every default filled in, nothing unknown, frozen.
 * Kinds are flat: a selector names a kind, the kind's own fields sit beside it.
 *
 * @throws Misuse with one sentence that names the setting, what is allowed and what came
 */
export function resolveSettings(schema: Schema, given: Values, label: Label): Values {
  const selected = selectKinds(schema, given, label);
  const shape = shapeOf(schema, selected);
  refuseUnknown(schema, shape, given, label);
  const settings = parseFields(shape, given, label);
  const rules = [...schema.rules, ...Object.values(selected).flatMap((kind) => kind.rules ?? [])];
  for (const rule of rules) {
    const violation = rule(settings);
    if (violation) refuse(label(violation.key), violation.allowed, settings[violation.key]);
  }
  return Object.freeze(settings);
}

/** Every field an experiment can take, those of kinds that are not selected included (for flags and completion). */
export function allFields(schema: Schema): Shape {
  const fields: Record<string, z.ZodType> = { ...schema.settings };
  for (const [key, kinds] of Object.entries(schema.choices)) {
    fields[key] = selector(kinds);
    for (const kind of kinds) Object.assign(fields, kind.settings);
  }
  return fields;
}

/** The enumeration of a list of kinds as a setting. */
function selector(kinds: readonly AnyKind<unknown>[]): z.ZodType {
  const known = selectors.get(kinds);
  if (known?.count === kinds.length) return known.type;
  const type = selectorOf(kinds);
  selectors.set(kinds, { type, count: kinds.length });
  return type;
}

/** Making one takes as long as all the rest of resolving; a list that a user's module has added to gets a new one. */
const selectors = new WeakMap<readonly object[], { readonly type: z.ZodType; readonly count: number }>();

function selectorOf(kinds: readonly AnyKind<unknown>[]): z.ZodType {
  const names = kinds.map((kind) => kind.name);
  return z
    .enum(names)
    .default(names[0]!)
    .meta({ doc: kinds.map(({ name, doc }) => `${name}: ${doc}`).join('; ') });
}

function selectKinds(schema: Schema, given: Values, label: Label): Record<string, AnyKind<unknown>> {
  const selected: Record<string, AnyKind<unknown>> = {};
  for (const [key, kinds] of Object.entries(schema.choices)) {
    const name = given[key] ?? kinds[0]!.name;
    const kind = kinds.find((candidate) => candidate.name === name);
    if (!kind) refuse(label(key), allowedBy(selector(kinds)), name);
    selected[key] = kind!;
  }
  return selected;
}

function shapeOf(schema: Schema, selected: Record<string, AnyKind<unknown>>): Shape {
  const shape: Record<string, z.ZodType> = { ...schema.settings };
  for (const [key, kind] of Object.entries(selected)) {
    shape[key] = selector(schema.choices[key]!);
    Object.assign(shape, kind.settings);
  }
  return shape;
}

function refuseUnknown(schema: Schema, shape: Shape, given: Values, label: Label): void {
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(shape, key)) continue;
    const owner = ownerOf(schema, key);
    if (owner) throw new Misuse(`${label(key)} belongs to ${owner}, which is not selected`);
    throw new Misuse(`${label(key)} is not a setting of ${schema.name}; ${suggestion(shape, key)}`);
  }
}

/** What a mistyped key may have meant: the setting a paper's letter stands for, or the keys most like it. */
function suggestion(shape: Shape, key: string): string {
  const lettered = Object.keys(shape).find((known) => jsonField(shape[known]!).short === key);
  if (lettered) return `${key} is ${lettered}`;
  return `the nearest are ${nearest(key, Object.keys(shape)).join(', ')}`;
}

/** `target parity` for a key that a kind not selected would take. */
function ownerOf(schema: Schema, key: string): string | undefined {
  for (const [choice, kinds] of Object.entries(schema.choices)) {
    const kind = kinds.find((candidate) => Object.hasOwn(candidate.settings, key));
    if (kind) return `${choice} ${kind.name}`;
  }
  return undefined;
}

function parseFields(shape: Shape, given: Values, label: Label): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [key, type] of Object.entries(shape)) {
    const parsed = type.safeParse(given[key]);
    if (!parsed.success) refuse(label(key), allowedBy(type), given[key]);
    if (parsed.data !== undefined) settings[key] = parsed.data;
  }
  return settings;
}

/** Throws the one sentence: what was given, what is allowed, what came. */
export function refuse(name: string, allowed: string, value: unknown): never {
  throw new Misuse(`${name} must be ${allowed}, got ${shown(value)}`);
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value) ?? String(value);
}

interface JsonField {
  readonly type?: string;
  readonly allowed?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: JsonField;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The JSON Schema of one field. */
export function jsonField(type: z.ZodType): JsonField & Readonly<Record<string, unknown>> {
  return z.toJSONSchema(type, { io: 'input' }) as JsonField & Readonly<Record<string, unknown>>;
}

/** What a field accepts, in words: `an integer from 1 to 65536`. */
export function allowedBy(type: z.ZodType): string {
  return allowed(jsonField(type));
}

function allowed(field: JsonField): string {
  if (field.allowed) return field.allowed;
  if (field.enum) return `one of ${field.enum.join(', ')}`;
  if (field.type === 'boolean') return 'true or false';
  if (field.items?.enum) return `a list of names among ${field.items.enum.join(', ')}`;
  if (field.type === 'array') return `${counted(field)} ${plural(allowed(field.items ?? {}))}`;
  const noun = field.type === 'integer' ? 'an integer' : field.type === 'number' ? 'a number' : 'text';
  return noun + range(field);
}

function counted({ minItems, maxItems }: JsonField): string {
  return minItems === maxItems ? `${minItems}` : `${minItems ?? 0} to ${maxItems ?? 'any number of'}`;
}

const plural = (one: string) => one.replace(/^an? (integer|number)/, '$1s each').replace(/^text$/, 'texts');

/** The range of a number, as `from 1 to 65536`; empty for what has none. */
export function rangeOf(type: z.ZodType): string {
  return range(jsonField(type)).trim();
}

function range({ minimum, maximum, exclusiveMinimum }: JsonField): string {
  if (exclusiveMinimum !== undefined) return ` above ${exclusiveMinimum} and at most ${maximum}`;
  return minimum === undefined && maximum === undefined ? '' : ` from ${minimum} to ${maximum}`;
}
