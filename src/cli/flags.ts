import type { Command } from 'commander';
import { Option } from 'commander';
import { type StreamName, streamNames } from '../numerics/streams.ts';
import { kebab } from '../settings/kebab.ts';
import type { Settings, Shape } from '../settings/kind.ts';
import { allowedBy, jsonField, rangeOf, refuse } from '../settings/resolve.ts';
import { parseFlag } from '../settings/text.ts';

/** One flag for each field: name, short form, default and help all come from the zod field. */
export function addFieldFlags(command: Command, fields: Shape): void {
  for (const [key, type] of Object.entries(fields)) {
    const { short, symbol, unit, doc, default: preset } = jsonField(type);
    const flags = `${short ? `-${short}, ` : ''}--${kebab(key)} ${placeholder(type)}`;
    const notes = [unit, rangeOf(type), statedDefault(preset)].filter(Boolean);
    const help = `${symbol ? `${symbol}: ` : ''}${doc}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
    command.addOption(new Option(flags, help).helpGroup('Settings:'));
  }
}

/** `default 100`; nothing where there is none or it is empty. */
const statedDefault = (preset: unknown) =>
  preset === undefined || String(preset) === '' ? '' : `default ${preset}`;

/**
 * The values of flags that are not settings of an experiment, defaults filled in.
 *
 * @throws Misuse naming the flag, what is allowed and what came
 */
export function fieldValues<S extends Shape>(
  fields: S,
  flags: Readonly<Record<string, unknown>>,
): Settings<S> {
  const values = Object.entries(fields).map(([key, type]) => {
    const given = flags[key] as string | boolean | undefined;
    const value = given === undefined ? undefined : parseFlag(type, given);
    const parsed = type.safeParse(value);
    if (!parsed.success) refuse(`--${kebab(key)}`, allowedBy(type), value);
    return [key, parsed.data];
  });
  return Object.fromEntries(values) as Settings<S>;
}

/** What stands behind a flag in the help: `<integer>`, `<mean|root|sum>`, `<i,j,…>`, `<text; text; …>`. */
function placeholder(type: Shape[string]): string {
  const { enum: names, type: kind, items, placeholder: words } = jsonField(type);
  if (words) return `<${words}>`;
  if (items?.enum) return '<name,name,…>';
  if (names) return `<${names.join('|')}>`;
  if (kind === 'boolean') return '[true|false]';
  if (kind === 'array') return items?.type === 'string' ? '<text; text; …>' : '<i,j,…>';
  return `<${kind}>`;
}

/** Flag name of a stream's own seed. */
export const seedKey = (name: StreamName) => `seed${name[0]!.toUpperCase()}${name.slice(1)}`;

/** `--seed` for all streams and one flag a stream. */
export function addSeedFlags(command: Command): void {
  const flag = (key: string, doc: string) =>
    command.addOption(new Option(`--${kebab(key)} <integer>`, doc).helpGroup('Seeds:'));
  flag('seed', 'seed of every stream of randomness (default 0)');
  for (const name of streamNames) flag(seedKey(name), `seed of the ${name} stream alone`);
}

/** Words for completion: the values of an enumeration, else nothing. */
export function choicesOf(type: Shape[string]): readonly string[] {
  const { enum: names, items } = jsonField(type);
  return (names ?? items?.enum)?.map(String) ?? [];
}
