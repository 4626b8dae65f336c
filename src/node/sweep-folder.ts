import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../settings/canonical.ts';
import { Misuse } from '../settings/misuse.ts';
import type { RunSeries } from '../sweeps/figures/common-grid.ts';
import type { KnownTrials } from '../sweeps/known.ts';
import { type Computed, HEAD_END, type LineHead } from '../sweeps/line.ts';
import { type Plan, planIds, planOf } from '../sweeps/plan/plan.ts';
import { readSweep } from '../sweeps/plan/sweep.ts';
import type { Build } from '../sweeps/report/report-parts.ts';
import { lineHeadReader } from './line-head.ts';
import { type Oddities, readWhole } from './read-shards.ts';

/** What `sweep.json` holds. */
export interface SweepJson {
  readonly schema: 1;
  /** The sweep file as a map, and as it was written. */
  readonly sweep: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly planned: number;
  readonly version: string;
  readonly commit: string | null;
  /** The user's modules, as they were given. */
  readonly modules: readonly string[];
}

/** SHA-256 of text, in hexadecimal: Node's own, five times as fast as ours. */
const sha256 = (text: string) => hash('sha256', text);

/** Ids of all trials of a plan, in its order. */
export const idsOf = (plan: Plan) => planIds(plan, sha256);

/** Folder of the shards of a sweep. */
export const shardsIn = (folder: string) => join(folder, 'shards');

/** Folder of the series, when they are kept. */
export const seriesIn = (folder: string) => join(folder, 'series');

const fileIn = (folder: string) => join(folder, 'sweep.json');

/**
 * Reads what a folder is a sweep of.
 *
 * @throws Misuse when it holds none, or one that cannot be read
 */
export function readSweepJson(folder: string): SweepJson {
  const path = fileIn(folder);
  if (!existsSync(path)) throw new Misuse(`${folder} holds no sweep: there is no ${path}`);
  try {
    const json = JSON.parse(readFileSync(path, 'utf8')) as SweepJson;
    if (json.schema === 1 && typeof json.sweep === 'object' && json.sweep !== null) return json;
  } catch {
    // said below
  }
  throw new Misuse(`${path} cannot be read as a sweep of this version of twolayer`);
}

/** The plan of the sweep in a folder. */
export function planIn(folder: string): Plan {
  const { sweep } = readSweepJson(folder);
  const label = (...path: string[]) => `${fileIn(folder)}: ${path.join('.')}`;
  return planOf(readSweep(sweep, label), label);
}

/**
 * Makes a folder the one of a sweep, or extends the sweep that it holds: every trial of the old one must be part of
 * the new one.
 *
 * @throws Misuse when the folder holds another sweep, or cannot be written
 */
export function claimFolder(folder: string, json: SweepJson, plan: Plan): void {
  if (checkFolder(folder, json.sweep, plan) === 'same') return;
  try {
    mkdirSync(shardsIn(folder), { recursive: true });
    const fresh = `${fileIn(folder)}.${process.pid}.new`;
    writeFileSync(fresh, `${JSON.stringify(json, null, 1)}\n`);
    renameSync(fresh, fileIn(folder));
    rmSync(fresh, { force: true });
  } catch (error) {
    throw new Misuse(`${folder} cannot be written: ${(error as Error).message}`);
  }
}

/**
 * Looks whether a folder could be the one of a sweep, and leaves it as it is.
 *
 * @throws Misuse when it holds another sweep
 */
export function checkFolder(
  folder: string,
  sweep: SweepJson['sweep'],
  plan: Plan,
): 'new' | 'same' | 'extended' {
  if (!existsSync(fileIn(folder))) return 'new';
  if (canonicalJson(readSweepJson(folder).sweep) === canonicalJson(sweep)) return 'same';
  refuseOther(folder, plan);
  return 'extended';
}

function refuseOther(folder: string, plan: Plan): void {
  const old = planIn(folder);
  const other = (what: string) =>
    new Misuse(
      `${folder} holds another sweep: ${what}; use another --out, or the sweep file it was made with`,
    );
  if (old.success !== plan.success) throw other(`its rule of success is ${old.success}, not ${plan.success}`);
  if (old.series !== plan.series) throw other(old.series ? 'it keeps series' : 'it keeps no series');
  const wanted = new Set(idsOf(plan));
  const lost = idsOf(old).filter((id) => !wanted.has(id)).length;
  if (lost > 0) throw other(`${lost} of its ${old.size} trials are not part of this one`);
}

/** What is known of a sweep: its plan, and what the shards of its folder say of it, each trial once. */
export interface Known extends Oddities, KnownTrials {
  /** Lines of trials that another line had told of. */
  readonly duplicates: number;
  /** Those of them that tell of another hit: versions or machines differ, or a line is not what was computed. */
  readonly contradictions: number;
}

/** Reads the heads of all lines in the folder of a sweep. */
export function knownIn(folder: string, plan: Plan): Known {
  const read = lineHeadReader();
  const fresh = () => ({ heads: new Map<string, LineHead>(), count: { duplicates: 0, contradictions: 0 } });
  const { count, ...rest } = readWhole(shardsIn(folder), fresh, ({ heads, count }, line) => {
    const head = read(line);
    if (!head) return false;
    const known = heads.get(head.id);
    if (known) count.duplicates += 1;
    if (known && isContradicted(known, head)) count.contradictions += 1;
    if (!known || known.status === 'failed') heads.set(head.id, head);
    return true;
  });
  return { ...rest, ...count, plan, ids: idsOf(plan) };
}

/** A trial that failed may be done by another attempt; what was measured is the same each time. */
const isContradicted = (known: LineHead, head: LineHead) =>
  known.hit !== null && head.hit !== null && JSON.stringify(known.hit) !== JSON.stringify(head.hit);

/** Where and by what the trials in a folder were computed, and how long that took on one core. */
export interface Spent {
  readonly seconds: number;
  readonly hosts: readonly string[];
  /** The versions and engines that wrote the lines, the most frequent first. */
  readonly builds: readonly Build[];
}

/** Adds up what the lines of a folder say of themselves, those of trials done twice included. */
export function spentIn(folder: string): Spent {
  const fresh = () => ({ hosts: new Set<string>(), builds: new Map<string, number>(), sum: { seconds: 0 } });
  const { hosts, builds, sum } = readWhole(shardsIn(folder), fresh, ({ hosts, builds, sum }, line) => {
    const computed = computedOf(line);
    if (typeof computed?.seconds !== 'number') return false;
    hosts.add(computed.host);
    sum.seconds += computed.seconds;
    const build = buildTextOf(line);
    if (build !== undefined) builds.set(build, (builds.get(build) ?? 0) + 1);
    return true;
  });
  return { ...sum, hosts: [...hosts].sort(), builds: buildsOf(builds) };
}

/** Behind the head of a line: what computed it. A trial that failed has none. */
const BUILD = /"engine":"[^"]*","version":"[^"]*","commit":(?:"[^"]*"|null)/;

/** Bytes behind the head of a line within which its build stands. */
const BUILD_WITHIN = 400;

function buildTextOf(line: Buffer): string | undefined {
  const at = line.indexOf(HEAD_END);
  return BUILD.exec(line.toString('latin1', at, at + BUILD_WITHIN))?.[0];
}

const buildsOf = (counts: ReadonlyMap<string, number>): Build[] =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([text, lines]) => ({ ...(JSON.parse(`{${text}}`) as Omit<Build, 'lines'>), lines }));

const COMPUTED = ',"computed":';

/** What stands last in a line; undefined where it cannot be read. */
function computedOf(line: Buffer): Computed | undefined {
  const at = line.lastIndexOf(COMPUTED);
  if (at < 0) return undefined;
  try {
    return JSON.parse(line.toString('utf8', at + COMPUTED.length, line.length - 1)) as Computed;
  } catch {
    return undefined;
  }
}

/** The series of a metric of some trials, from the side files of a sweep that keeps them. */
export function seriesOfTrials(
  folder: string,
  ids: ReadonlySet<string>,
  metric: string,
): Map<string, RunSeries> {
  const fresh = () => ({ found: new Map<string, RunSeries>() });
  const { found } = readWhole(seriesIn(folder), fresh, ({ found }, line) => {
    const [, id] = SERIES_LINE.exec(line.toString('latin1', 0, 64)) ?? [];
    if (id === undefined) return false;
    if (!ids.has(id) || found.has(id)) return true;
    const { series } = JSON.parse(line.toString('utf8')) as SeriesLine;
    found.set(id, { id, samples: series.samples, values: series[metric] as number[] });
    return true;
  });
  return found;
}

/** How a line of a side file begins: `{"id":…,"series":…}`. */
export const SERIES_LINE = /^\{"id":"(\w+)","series":/;

/** A line of a side file. */
interface SeriesLine {
  readonly id: string;
  readonly series: { readonly samples: readonly number[]; readonly [metric: string]: unknown };
}
