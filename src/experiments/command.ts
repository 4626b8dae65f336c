import { streamNames } from '../numerics/streams.ts';
import { canonicalJson } from '../settings/canonical.ts';
import { kebab } from '../settings/kebab.ts';
import { allFields, type Schema } from '../settings/resolve.ts';
import { formatField } from '../settings/text.ts';
import type { TrialRecord } from './experiment.ts';

const flag = (key: string, value: unknown) => ` --${kebab(key)} ${quoted(formatField(key, value))}`;

/** As a shell takes it for one word. */
const quoted = (text: string) =>
  /^[\w.,:/@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** The command line that repeats a trial: its experiment, and what differs from the defaults. */
export function repeatCommand(
  experiment: Schema,
  { settings, seeds, modules = [] }: Pick<TrialRecord, 'settings' | 'seeds' | 'modules'>,
): string {
  const fields = allFields(experiment);
  const changed = Object.entries(settings).filter(
    ([key, value]) => canonicalJson(fields[key]?.safeParse(undefined).data ?? null) !== canonicalJson(value),
  );
  const flags = changed.map(([key, value]) => flag(key, value));
  const own = modules.map(({ file }) => flag('use', file)).join('');
  return `npx twolayer run ${experiment.name}${flags.join('')}${seedFlags(seeds)}${own}`;
}

/** `--seed` for the most common seed unless it is 0, the default, and a flag a stream that has another. */
function seedFlags(seeds: TrialRecord['seeds']): string {
  const values = streamNames.map((name) => seeds[name]);
  const count = (seed: number) => values.filter((other) => other === seed).length;
  const common = values.reduce((best, seed) => (count(seed) > count(best) ? seed : best));
  const others = streamNames.filter((name) => seeds[name] !== common);
  const own = others.map((name) => flag(`seed-${name}`, seeds[name])).join('');
  return (common === 0 ? '' : flag('seed', common)) + own;
}
