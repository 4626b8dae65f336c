import { type Change, changesField, formatChanges, parseChanges } from './changes.ts';
import type { Shape } from './kind.ts';
import { jsonField } from './resolve.ts';

/**
 * The text of a flag or of a URL's parameter → the value a config file would hold; text that is not of the field's
 * type stays text, for the resolver to refuse with what was typed.
 */
export function parseFlag(type: Shape[string], text: string | boolean): unknown {
  return parseText(jsonField(type), text);
}

/** The text of the flag of one of `fields`; changes hold values of the others. */
export function parseField(fields: Shape, key: string, text: string | boolean): unknown {
  const type = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (!type) return text;
  if (type !== changesField || typeof text === 'boolean') return parseFlag(type, text);
  return parseChanges(text, (changed, value) => parseField(fields, changed, value));
}

interface TextField {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: TextField;
}

function parseText(field: TextField, text: string | boolean): unknown {
  if (typeof text === 'boolean') return text;
  if (field.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (field.type === 'array') return parseList(field.items ?? {}, text);
  if (field.type !== 'integer' && field.type !== 'number') return text;
  return /^\s*$/.test(text) || Number.isNaN(Number(text)) ? text : Number(text);
}

/** Numbers stand between commas; texts, which may hold commas, between semicolons. */
function parseList(item: TextField, text: string): unknown[] {
  if (item.type !== 'string' || item.enum) return text.split(',').map((part) => parseText(item, part.trim()));
  const texts = text.split(';').map((part) => part.trim());
  return texts.filter((part) => part !== '');
}

/** The text that `parseField` understands: numbers between commas, texts between semicolons, `step:key=value`. */
export function formatField(key: string, value: unknown): string {
  if (key === 'changes') return formatChanges(value as readonly Change[]);
  if (!Array.isArray(value)) return String(value);
  return value.join(value.some((item) => typeof item === 'string') ? '; ' : ',');
}
