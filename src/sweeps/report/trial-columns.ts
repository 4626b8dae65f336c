import { streamNames } from '../../numerics/streams.ts';
import { isHit } from '../hit.ts';
import type { Line } from '../line.ts';
import type { Plan } from '../plan/plan.ts';
import type { Entry } from './table.ts';
import { entryOf } from './table.ts';

/** What all entries of a column are, but for those that are null. */
export type ColumnType = 'integer' | 'number' | 'boolean' | 'text';

/** A column of the table of trials. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Its entry for a trial. */
  entry(line: Line): Entry;
}

type Values = Readonly<Record<string, unknown>>;

/** Parts of a line that become columns, in the order of the table. */
const groups = {
  trial: ({ id, status, experiment }: Line): Values => ({ id, status, experiment }),
  settings: ({ settings }: Line): Values => settings,
  seeds: ({ seeds }: Line): Values => seeds,
  hit: boundsOf,
  summary: ({ summary }: Line): Values => (summary ?? {}) as Values,
  computed: ({ computed, engine, version, commit, error }: Line): Values => ({
    seconds: computed?.seconds,
    host: computed?.host,
    engine,
    version,
    commit,
    error,
  }),
};

type Group = keyof typeof groups;

const names = Object.keys(groups) as Group[];

function boundsOf({ hit }: Line): Values {
  const [stepsLow, stepsHigh] = hit?.steps ?? [];
  const [timeLow, timeHigh] = hit?.time ?? [];
  const [samplesLow, samplesHigh] = hit?.samples ?? [];
  const reached = hit ? isHit(hit) : undefined;
  return { reached, stepsLow, stepsHigh, timeLow, timeHigh, samplesLow, samplesHigh };
}

/** Columns that are there even when no trial is. */
const always: Readonly<Partial<Record<Group, Readonly<Record<string, ColumnType>>>>> = {
  trial: { id: 'text', status: 'text', experiment: 'text' },
  seeds: Object.fromEntries(streamNames.map((name) => [name, 'integer'])),
  hit: {
    reached: 'boolean',
    stepsLow: 'integer',
    stepsHigh: 'integer',
    timeLow: 'number',
    timeHigh: 'number',
    samplesLow: 'integer',
    samplesHigh: 'integer',
  },
};

interface Seen {
  type?: ColumnType;
  /** Whether some trial has a list or more there. */
  nested: boolean;
}

/**
 * The columns of a table of trials, one trial a row: id, status, experiment; settings, those that vary first; seeds as
 * `initSeed` …; `reached`, `stepsLow`, `stepsHigh`, `timeLow` … of where the rule first held, high being null where it never did;
 * what the summary holds that is no list, under its own name or, where a setting has that, `summarySteps`; seconds,
 * host, engine, version, commit and the error of a failed trial.
 *
 * @returns `add` sees a line, `columns` are those of all lines that were seen
 */
export function columnsOf({ axes, derived, cells }: Pick<Plan, 'axes' | 'derived' | 'cells'>): {
  add(line: Line): void;
  columns(): Column[];
} {
  const seen = new Map(names.map((group) => [group, seenAlways(group)]));
  const ofLines = names.filter((group) => group !== 'settings');
  for (const key of [...axes, ...derived]) seen.get('settings')!.set(key, { nested: false });
  for (const { settings } of cells) see(seen.get('settings')!, settings);
  return {
    add(line) {
      for (const group of ofLines) see(seen.get(group)!, groups[group](line));
    },
    columns() {
      const taken = new Set<string>();
      return [...seen].flatMap(([group, keys]) =>
        [...keys].flatMap(([key, { type = 'number', nested }]) => {
          if (nested && group === 'summary') return [];
          const name = nameOf(group, key, taken);
          taken.add(name);
          return { name, type, entry: (line: Line) => entryOf(groups[group](line)[key]) };
        }),
      );
    },
  };
}

const seenAlways = (group: Group) =>
  new Map<string, Seen>(
    Object.entries(always[group] ?? {}).map(([key, type]) => [key, { type, nested: false }]),
  );

function see(keys: Map<string, Seen>, values: Values): void {
  for (const key in values) {
    const known = keys.get(key) ?? { nested: false };
    keys.set(key, known);
    const value = values[key];
    if (value === null || value === undefined) continue;
    if (typeof value === 'object') known.nested = true;
    known.type = widen(known.type, typeOf(value));
  }
}

const capital = (key: string) => `${key[0]!.toUpperCase()}${key.slice(1)}`;

function nameOf(group: Group, key: string, taken: ReadonlySet<string>): string {
  if (group === 'seeds') return `${key}Seed`;
  return taken.has(key) ? `${group}${capital(key)}` : key;
}

/** Of what is not plain, JSON stands in the table. */
function typeOf(value: unknown): ColumnType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value !== 'number') return 'text';
  return value === (value | 0) ? 'integer' : 'number';
}

/** The narrowest type of both: integers are numbers, everything is text. */
function widen(known: ColumnType | undefined, type: ColumnType): ColumnType {
  if (known === undefined || known === type) return type;
  const isNumeric = (one: ColumnType) => one === 'integer' || one === 'number';
  return isNumeric(known) && isNumeric(type) ? 'number' : 'text';
}
