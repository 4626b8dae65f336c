import { streamNames } from '../../numerics/streams.ts';
import { Misuse } from '../../settings/misuse.ts';
import type { Bounds, Hit, LineHead, LineStatus } from '../line.ts';
import type { Entry, Table } from '../report/table.ts';
import type { OpenedTrials } from './opened.ts';
import { isInherited, oneExperiment } from './read-lines.ts';

const units = ['steps', 'time', 'samples'] as const satisfies (keyof Hit)[];
const statuses: readonly unknown[] = ['finished', 'budget-exhausted', 'diverged', 'failed'];
const required = ['id', 'status', ...units.flatMap((unit) => [`${unit}Low`, `${unit}High`])];

/**
 * Trials of a table with a row a trial: what `twolayer export` writes, or trials.csv of a report. Settings are the columns
 * before the seeds.
 *
 * @param name of the file, as the sentences name it
 * @throws Misuse when it is no such table, naming the column or the row
 */
export function readTrialTable({ columns, rows }: Table, name: string): OpenedTrials {
  const missing = required.find((column) => !columns.includes(column));
  if (missing !== undefined)
    throw new Misuse(
      `${name} is no result of twolayer: it is not a table of trials, which have a column ${missing}`,
    );
  const at = (column: string) => columns.indexOf(column);
  const experiments = new Set<string>();
  const read = rowReader(columns);
  const heads: LineHead[] = [];
  for (const row of rows) {
    const head = read(row);
    if (typeof head === 'string') throw new Misuse(`${name}: row ${heads.length + 2}: ${head}`);
    heads.push(head);
    const experiment = row[at('experiment')];
    if (typeof experiment === 'string') experiments.add(experiment);
  }
  if (heads.length === 0) throw new Misuse(`${name} holds no trial`);
  return { ...(experiments.size > 0 && oneExperiment(experiments, name)), heads, notes: [] };
}

type Row = readonly Entry[];

function rowReader(columns: readonly string[]): (row: Row) => LineHead | string {
  const settingsOf = settingsReader(columns);
  const seedsOf = seedsReader(columns);
  const place = new Map(columns.map((column, c) => [column, c]));
  const boundsOf = (row: Row, unit: keyof Hit): Bounds => [
    row[place.get(`${unit}Low`)!] as number,
    row[place.get(`${unit}High`)!] as number | null,
  ];
  return (row) => {
    const status = row[place.get('status')!];
    if (!statuses.includes(status)) return `status must be one of ${statuses.join(', ')}, got ${status}`;
    const [steps, time, samples] = units.map((unit) => boundsOf(row, unit)) as [Bounds, Bounds, Bounds];
    const hit = status === 'failed' ? null : { steps, time, samples };
    const wrong = hit && units.find((unit) => !isBounds(hit[unit]));
    if (wrong) return `${wrong}Low and ${wrong}High must be numbers, the latter may be left out`;
    const id = String(row[place.get('id')!]);
    return { id, status: status as LineStatus, hit, settings: settingsOf(row), seeds: seedsOf(row) };
  };
}

const isBounds = ([low, high]: Bounds) =>
  typeof low === 'number' && (high === null || typeof high === 'number');

const isSeed = (column: string) => column === 'seed' || /Seed$/.test(column);

/** Equal settings are one object. */
function settingsReader(columns: readonly string[]): (row: Row) => LineHead['settings'] {
  const first = columns.findIndex((column) => isSeed(column) || column === 'status');
  const end = columns[first] === 'status' ? columns.findIndex(isSeed) : first;
  const own = columns
    .map((column, c) => ({ column, c }))
    .slice(0, Math.max(0, end))
    .filter(({ column }) => !['id', 'status', 'experiment'].includes(column) && !isInherited(column));
  const known = new Map<string, LineHead['settings']>();
  return (row) => {
    const entries = own.flatMap(({ column, c }) => (row[c] === null ? [] : [[column, row[c]]]));
    const text = JSON.stringify(entries);
    const settings = known.get(text) ?? Object.fromEntries(entries);
    known.set(text, settings);
    return settings;
  };
}

/** One seed for all streams, or one a stream. */
function seedsReader(columns: readonly string[]): (row: Row) => LineHead['seeds'] {
  const places = streamNames.map((name) => {
    const own = columns.indexOf(`${name}Seed`);
    return [name, own < 0 ? columns.indexOf('seed') : own] as const;
  });
  return (row) =>
    Object.fromEntries(
      places.map(([name, c]) => [name, Number(row[c] ?? 0)]),
    ) as unknown as LineHead['seeds'];
}
