import { z } from 'zod';
import { type EngineKind, engines } from '../engines/index.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { presets } from '../experiments/presets.ts';
import { resolveTrial, type TrialSettings } from '../experiments/trial.ts';
import { type Seeds, type StreamName, seedsFrom, streamNames } from '../numerics/streams.ts';
import { kebab } from '../settings/kebab.ts';
import { Misuse } from '../settings/misuse.ts';
import { nearest } from '../settings/nearest.ts';
import { allFields, allowedBy, refuse } from '../settings/resolve.ts';
import { parseField, parseFlag } from '../settings/text.ts';
import { type Config, readConfig } from './config.ts';
import { seedKey } from './flags.ts';

/** A trial asked for on the command line, resolved. */
export interface Request {
  readonly settings: TrialSettings;
  readonly seeds: Seeds;
  readonly engine: EngineKind;
}

/** Flags as commander parsed them, by camelCase key. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** A value with the way its user wrote its name. */
interface Given {
  readonly value: unknown;
  readonly label: string;
}

/**
 * Flags over config file over preset over defaults.
 *
 * @throws Misuse naming the setting as typed, what is allowed and what came
 */
export function resolveRequest(experiment: Experiment, flags: Flags): Request {
  const given = new Map<string, Given>();
  const seeds = new Map<string, Given>();
  if (typeof flags.preset === 'string') readPresetInto(flags.preset, experiment, given);
  if (typeof flags.config === 'string') readConfigInto(readConfig(flags.config), experiment, given, seeds);
  readFlagsInto(flags, experiment, given, seeds);
  const engine = takeEngine(given);
  const label = (key: string) => given.get(key)?.label ?? `--${kebab(key)}`;
  const values = Object.fromEntries([...given].map(([key, { value }]) => [key, value]));
  const settings = resolveTrial(experiment, values, label);
  return { settings, seeds: resolveSeeds(seeds), engine: engine ?? engineFor(settings) };
}

/** The preset's settings; from here on they are settings like any others. */
function readPresetInto(name: string, experiment: Experiment, given: Map<string, Given>): void {
  const own = presets.filter((preset) => preset.experiment === experiment.name);
  const preset = own.find((candidate) => candidate.name === name);
  if (!preset) {
    const known = nearest(
      name,
      own.map((candidate) => candidate.name),
    );
    throw new Misuse(
      `--preset ${name} is not a preset of ${experiment.name}; the nearest are ${known.join(', ')}`,
    );
  }
  for (const [key, value] of Object.entries(preset.settings)) {
    given.set(key, { value, label: `--preset ${name}: ${key}` });
  }
}

function readFlagsInto(
  flags: Flags,
  experiment: Experiment,
  given: Map<string, Given>,
  seeds: Map<string, Given>,
): void {
  const fields = allFields(experiment);
  for (const [key, text] of Object.entries(flags)) {
    if (text === undefined) continue;
    if (key !== 'engine' && !fields[key]) continue;
    given.set(key, { value: parseField(fields, key, text), label: `--${kebab(key)}` });
  }
  for (const name of ['all', ...streamNames] as const) {
    const key = name === 'all' ? 'seed' : seedKey(name);
    const text = flags[key];
    if (text !== undefined) seeds.set(name, { value: parseFlag(seedField, text), label: `--${kebab(key)}` });
  }
  if (flags.seed !== undefined) {
    for (const name of streamNames) if (flags[seedKey(name)] === undefined) seeds.delete(name);
  }
}

/** Top-level keys are settings, except `experiment`, `seed`, `seeds` and a `settings` block. */
function readConfigInto(
  config: Config,
  experiment: Experiment,
  given: Map<string, Given>,
  seeds: Map<string, Given>,
): void {
  const { seed, seeds: perStream, experiment: name, settings, ...rest } = config.values;
  const label = (...path: string[]) => `${config.position(path)}: ${path.at(-1)}`;
  if (name !== undefined && name !== experiment.name) {
    throw new Misuse(`${label('experiment')} must be ${experiment.name}, got ${JSON.stringify(name)}`);
  }
  for (const [key, value] of Object.entries(rest)) given.set(key, { value, label: label(key) });
  for (const [key, value] of entriesOf(settings, label('settings'))) {
    given.set(key, { value, label: label('settings', key) });
  }
  if (seed !== undefined) seeds.set('all', { value: seed, label: label('seed') });
  for (const [stream, value] of entriesOf(perStream, label('seeds'))) {
    if (!streamNames.includes(stream as StreamName)) {
      const known = nearest(stream, streamNames).join(', ');
      throw new Misuse(`${label('seeds', stream)} is not a stream; the nearest are ${known}`);
    }
    seeds.set(stream, { value, label: label('seeds', stream) });
  }
}

function entriesOf(block: unknown, label: string): [string, unknown][] {
  if (block === undefined) return [];
  if (typeof block !== 'object' || block === null || Array.isArray(block)) {
    throw new Misuse(`${label} must be key: value lines, got ${JSON.stringify(block)}`);
  }
  return Object.entries(block);
}

const seedField = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);

function resolveSeeds(given: ReadonlyMap<string, Given>): Seeds {
  for (const { value, label } of given.values()) {
    if (!seedField.safeParse(value).success) {
      refuse(label, allowedBy(seedField), value);
    }
  }
  const all = seedsFrom((given.get('all')?.value as number | undefined) ?? 0);
  const own = streamNames.filter((name) => given.has(name)).map((name) => [name, given.get(name)!.value]);
  return { ...all, ...Object.fromEntries(own) };
}

/** Takes `engine` out of the settings; an engine asked for by name decides the precision. */
function takeEngine(given: Map<string, Given>): EngineKind | undefined {
  const asked = given.get('engine');
  if (!asked) return undefined;
  given.delete('engine');
  const engine = engines.find(({ name }) => name === asked.value);
  if (!engine) {
    const list = engines.map(({ name }) => name).join(', ');
    throw new Misuse(`${asked.label} must be one of ${list}, got ${JSON.stringify(asked.value)}`);
  }
  const precision = given.get('precision');
  if (precision && precision.value !== engine.precision && isPrecision(precision.value)) {
    const { label, value } = precision;
    throw new Misuse(`${label} must be ${engine.precision} with engine ${engine.name}, got ${value}`);
  }
  if (!precision) given.set('precision', { value: engine.precision, label: asked.label });
  return engine;
}

/** The first engine that computes in the precision of the settings. */
export function engineFor({ precision }: TrialSettings): EngineKind {
  return engines.find((engine) => engine.precision === precision)!;
}

/** Whether a value names some engine's precision; anything else is refused as a setting. */
const isPrecision = (value: unknown) => engines.some(({ precision }) => precision === value);
