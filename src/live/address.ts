import type { Experiment } from '../experiments/experiment.ts';
import { experiments } from '../experiments/index.ts';
import type { TrialSettings } from '../experiments/trial.ts';
import { type Seeds, seedsFrom, streamNames } from '../numerics/streams.ts';
import { canonicalJson } from '../settings/canonical.ts';
import { camel } from '../settings/changes.ts';
import { nearest } from '../settings/nearest.ts';
import { allFields, type Schema } from '../settings/resolve.ts';
import { formatField, parseField } from '../settings/text.ts';
import { checkSettings, type Objection } from './check-settings.ts';

/** All that a page shows, as its address says it. */
export interface Address {
  readonly tab: string;
  readonly experiment: string;
  readonly settings: TrialSettings;
  readonly seeds: Seeds;
  /** Where the run rests; undefined for one that goes on from the start. */
  readonly step?: number;
  readonly view: View;
  /** Steps a second; Infinity is as fast as it goes. */
  readonly speed: number;
  /** Undefined for that of the system. */
  readonly theme?: 'light' | 'dark';
  readonly embed: boolean;
  readonly predict: boolean;
  /** Keys of controls that are not to be seen; `controls` is all of them. */
  readonly hide: readonly string[];
}

const views = ['directions', 'weights'] as const;
/** What of the neurons is shown. */
type View = (typeof views)[number];

/** Steps a second at the start, where an experiment has no speed of its own: a run of the default settings takes some seconds. */
export const SPEED = 25;
const MAX_STEP = 2 ** 31;
const MAX_SEED = 2 ** 32 - 1;

/** Experiments that can be watched, the one of the first screen first. */
export const liveExperiments: readonly Experiment[] = experiments.filter(({ live }) => live);

/** What a page starts from where its address says nothing: wide enough that every cluster has its neurons. */
export function startOf(schema: Schema): Readonly<Record<string, unknown>> {
  return Object.hasOwn(schema.settings, 'width') ? { width: 200 } : {};
}

/** Steps a second that runs of an experiment start at. */
export const speedOf = ({ live }: Experiment): number => live?.speed ?? SPEED;

/** An address, and what of it could not be used: the sentence says what was used instead. */
export interface ReadAddress {
  readonly address: Address;
  readonly objections: readonly Objection[];
}

type Parameters = Map<string, string>;
type Complain = (key: string, sentence: string) => void;

/**
 * Reads the parameters of a query. Nothing is thrown: what cannot be used is told and replaced by its default.
 *
 * @param entries keys and texts, as `URLSearchParams` lists them; keys may be camelCase or as flags have them
 * @param tabs names of the parts of the page, the first is its default
 */
export function readAddress(
  entries: Iterable<readonly [string, string]>,
  tabs: readonly string[],
): ReadAddress {
  const objections: Objection[] = [];
  const complain: Complain = (key, sentence) => objections.push({ key, sentence });
  const parameters = collect(entries, complain);
  const names = liveExperiments.map(({ name }) => name);
  const name = takeName(parameters, complain, 'experiment', names);
  const experiment = liveExperiments.find((one) => one.name === name)!;
  const page = takePage(parameters, complain, tabs, speedOf(experiment));
  const seeds = takeSeeds(parameters, complain);
  const hide = takeHidden(parameters, complain, experiment);
  const settings = takeSettings(parameters, complain, experiment);
  return { address: { ...page, experiment: name, settings, seeds, hide }, objections };
}

function collect(entries: Iterable<readonly [string, string]>, complain: Complain): Parameters {
  const parameters: Parameters = new Map();
  for (const [word, text] of entries) {
    const key = camel(word);
    if (parameters.has(key)) complain(key, `${key} is given twice; the last one is used`);
    parameters.set(key, text);
  }
  return parameters;
}

/** Takes a parameter out: what is left in the end are settings. */
function take(parameters: Parameters, key: string): string | undefined {
  const text = parameters.get(key);
  parameters.delete(key);
  return text;
}

/** One of several words, the first where it is none of them. */
function takeName<N extends string>(
  parameters: Parameters,
  complain: Complain,
  key: string,
  names: readonly N[],
): N {
  const text = take(parameters, key) ?? names[0]!;
  const name = names.find((one) => one === text);
  if (name === undefined) {
    complain(key, `${key} must be one of ${names.join(', ')}, got "${text}"; ${names[0]} is used`);
  }
  return name ?? names[0]!;
}

function takePage(parameters: Parameters, complain: Complain, tabs: readonly string[], usualSpeed: number) {
  const theme = takeName(parameters, complain, 'theme', ['system', 'light', 'dark']);
  const step = takeNumber(parameters, complain, { key: 'step', to: MAX_STEP, instead: 'the start' });
  return {
    tab: takeName(parameters, complain, 'tab', tabs),
    view: takeName(parameters, complain, 'view', views),
    speed: takeSpeed(parameters, complain, usualSpeed),
    ...(theme !== 'system' && { theme }),
    ...(step !== undefined && { step }),
    embed: takeFlag(parameters, complain, 'embed'),
    predict: takeFlag(parameters, complain, 'predict'),
  };
}

function takeNumber(
  parameters: Parameters,
  complain: Complain,
  { key, to, instead }: { key: string; to: number; instead: string },
): number | undefined {
  const text = take(parameters, key);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= to) return value;
  complain(key, `${key} must be an integer from 0 to ${to}, got "${text}"; ${instead} is used`);
  return undefined;
}

function takeSpeed(parameters: Parameters, complain: Complain, usual: number): number {
  const text = take(parameters, 'speed') ?? String(usual);
  const speed = text === 'max' ? Infinity : Number(text);
  if (speed > 0 && text.trim() !== '' && (speed <= 1e6 || text === 'max')) return speed;
  complain('speed', `speed must be steps a second up to 1000000, or max, got "${text}"; ${usual} is used`);
  return usual;
}

function takeFlag(parameters: Parameters, complain: Complain, key: string): boolean {
  const text = take(parameters, key);
  if (text === undefined || ['0', 'false'].includes(text)) return false;
  if (!['', '1', 'true'].includes(text)) complain(key, `${key} takes no value, got "${text}"; it is on`);
  return true;
}

/** `seed` for all streams, `seedInit` and the like for one. */
function takeSeeds(parameters: Parameters, complain: Complain): Seeds {
  const seed = (key: string, instead: number) =>
    takeNumber(parameters, complain, { key, to: MAX_SEED, instead: String(instead) }) ?? instead;
  const all = seed('seed', 0);
  const own = streamNames.map((name) => [name, seed(seedParameter(name), all)]);
  return { ...seedsFrom(all), ...Object.fromEntries(own) };
}

/** The parameter of one stream's seed. */
export const seedParameter = (stream: string) => camel(`seed-${stream}`);

/** Parts of the page that can be hidden besides the control of a setting. */
export const hideable = ['controls', 'experiment', 'presets', 'seeds', 'history', 'fork', 'ledger'] as const;

function takeHidden(parameters: Parameters, complain: Complain, experiment: Experiment): string[] {
  const known: readonly string[] = [...hideable, ...Object.keys(allFields(experiment))];
  const words = (take(parameters, 'hide') ?? '').split(',').map((word) => camel(word.trim()));
  return words.filter((word) => {
    if (known.includes(word) || word === '') return word !== '';
    complain('hide', `hide knows no ${word}; the nearest are ${nearest(word, known).join(', ')}`);
    return false;
  });
}

/** The settings, one after another left out as long as one of them is not allowed. */
function takeSettings(parameters: Parameters, complain: Complain, experiment: Experiment): TrialSettings {
  const fields = allFields(experiment);
  const asked = [...parameters].map(([key, text]) => [key, parseField(fields, key, text)] as const);
  const given = new Map<string, unknown>(asked);
  const start = startOf(experiment);
  for (;;) {
    const checked = checkSettings(experiment, { ...start, ...Object.fromEntries(given) });
    if ('settings' in checked) return checked.settings;
    const { key, sentence } = checked.objection;
    const left = given.has(key) ? [key] : [...given.keys()];
    for (const out of left) given.delete(out);
    complain(key, `${sentence}; ${instead(fields, start, key, left)}`);
  }
}

function instead(
  fields: ReturnType<typeof allFields>,
  start: Readonly<Record<string, unknown>>,
  key: string,
  left: readonly string[],
): string {
  if (left[0] !== key) return `the defaults of ${left.join(', ')} are used`;
  if (!Object.hasOwn(fields, key)) return 'it is left out';
  const value = start[key] ?? fields[key]?.safeParse(undefined).data;
  return value === undefined ? 'it is left out' : `${formatField(key, value) || 'none'} is used`;
}

/** The parameters that `readAddress` reads an address from; what is as by default is left out. */
export function formatAddress(address: Address, tabs: readonly string[]): [string, string][] {
  const { tab, experiment: name, step, view, speed, theme, embed, predict, hide } = address;
  const experiment = liveExperiments.find((one) => one.name === name)!;
  const page: [string, string, boolean][] = [
    ['tab', tab, tab !== tabs[0]],
    ['experiment', name, experiment !== liveExperiments[0]],
    ...settingParameters(experiment, address.settings),
    ...seedParameters(address.seeds),
    ['step', String(step), step !== undefined],
    ['view', view, view !== views[0]],
    ['speed', speed === Infinity ? 'max' : String(speed), speed !== speedOf(experiment)],
    ['theme', String(theme), theme !== undefined],
    ['hide', hide.join(','), hide.length > 0],
    ['embed', '', embed],
    ['predict', '', predict],
  ];
  return page.filter(([, , isSaid]) => isSaid).map(([key, text]) => [key, text]);
}

function settingParameters(experiment: Experiment, settings: TrialSettings): [string, string, boolean][] {
  const fields = allFields(experiment);
  const start = startOf(experiment);
  return Object.entries(settings).map(([key, value]) => {
    const usual = start[key] ?? fields[key]?.safeParse(undefined).data ?? null;
    return [key, formatField(key, value), canonicalJson(usual) !== canonicalJson(value)];
  });
}

function seedParameters(seeds: Seeds): [string, string, boolean][] {
  const all = seeds[streamNames[0]];
  const own = streamNames.map((name): [string, string, boolean] => [
    seedParameter(name),
    String(seeds[name]),
    seeds[name] !== all,
  ]);
  return [['seed', String(all), all !== 0], ...own];
}
