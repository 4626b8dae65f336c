import pc from 'picocolors';
import { engines } from '../../engines/index.ts';
import { startTrial, type TrialSettings } from '../../experiments/trial.ts';
import { seedsFrom } from '../../numerics/streams.ts';
import type { KnownTrials } from '../../sweeps/known.ts';
import { secondsOfCells, type TrialSeconds, trialBytes } from '../../sweeps/plan/cost.ts';
import type { Plan, PlannedCell } from '../../sweeps/plan/plan.ts';
import { duration } from '../live-line.ts';

/** Corners that are told of at most. */
const MOST_CORNERS = 8;

/** What a sweep would do, and what it would take here: a short trial of a few cells is timed. */
export interface DryRun {
  readonly trials: number;
  readonly missing: number;
  readonly cells: number;
  /** Searches that decide which of them are done, 0 without, and the trials that each may take. */
  readonly searches: number;
  readonly perSearch?: number;
  /** Seconds with all workers, as theory expects trials to end, and if each used its whole budget. */
  readonly seconds: { readonly expected: number; readonly most: number };
  readonly workers: number;
  /** Bytes of the largest trial, times the workers. */
  readonly bytes: number;
  readonly corners: readonly { readonly at: object; readonly regime: string | null }[];
}

/** Estimates the missing trials of a sweep. */
export function dryRunOf({ plan }: KnownTrials, missing: readonly number[], workers: number): DryRun {
  const { experiment, cells } = plan;
  const seconds = secondsOfPlan(plan);
  const limited = withinSearches(plan, missing);
  const share = missing.length === 0 ? 0 : limited / missing.length;
  const total = (which: 'expected' | 'most') =>
    (share * missing.reduce((sum, index) => sum + seconds[index % cells.length]![which], 0)) / workers;
  const bytes = cells.reduce(
    (largest, { settings }) => Math.max(largest, trialBytes(settings, experiment)),
    0,
  );
  return {
    trials: plan.size - missing.length + limited,
    missing: limited,
    cells: cells.length,
    searches: searchesIn(plan),
    ...(plan.bracket && { perSearch: plan.bracket.trials }),
    seconds: { expected: total('expected'), most: total('most') },
    workers,
    bytes: bytes * workers,
    corners: cornersOf(plan).map(({ at, settings }) => ({
      at,
      regime: experiment.regime?.(settings) ?? null,
    })),
  };
}

/** Searches of a sweep: one for each combination of the axes but the one that is sought. */
function searchesIn({ bracket, cells }: Plan): number {
  return bracket ? cells.length / new Set(cells.map(({ at }) => at[bracket.setting])).size : 0;
}

/** How many of the missing trials there may be at most: those that searches may yet take. */
function withinSearches(plan: Plan, missing: readonly number[]): number {
  if (!plan.bracket) return missing.length;
  const left = searchesIn(plan) * plan.bracket.trials - (plan.size - missing.length);
  return Math.min(missing.length, Math.max(0, left));
}

/** What a trial of each cell takes here, from short trials of a few of them. */
export function secondsOfPlan(plan: Plan): TrialSeconds[] {
  return secondsOfCells(
    plan.experiment,
    plan.cells.map(({ settings }) => settings),
    (settings) => secondsOf(plan, settings),
  );
}

function secondsOf({ experiment }: Plan, settings: TrialSettings): number {
  const engine = engines.find(({ precision }) => precision === settings.precision)!.create();
  const start = performance.now();
  const trial = startTrial(experiment, settings, seedsFrom(0), engine);
  while (trial.advance());
  return (performance.now() - start) / 1000;
}

/** Cells in which every axis is at one of its ends: the extremes of numbers, the first and the last of other values. */
function cornersOf({ cells, axes }: Plan): PlannedCell[] {
  const ends = new Map(axes.map((axis) => [axis, endsOf(cells.map(({ at }) => at[axis]))]));
  const corners = cells.filter(({ at }) => axes.every((axis) => ends.get(axis)!.includes(at[axis])));
  return [...new Set([...corners, cells[0]!])].slice(0, Math.max(1, Math.min(MOST_CORNERS, corners.length)));
}

function endsOf(values: readonly unknown[]): unknown[] {
  if (!values.every((value) => typeof value === 'number')) return [values[0], values.at(-1)];
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

/** A dry run in words. */
export function dryRunInWords({
  trials,
  missing,
  cells,
  seconds,
  workers,
  bytes,
  corners,
  searches,
  perSearch,
}: DryRun): string {
  const done = trials - missing;
  const at = (values: object) =>
    Object.entries(values)
      .map(
        ([key, value]) =>
          `${key} ${typeof value === 'number' ? Number(value.toPrecision(4)) : JSON.stringify(value)}`,
      )
      .join(', ');
  const number = (count: number, noun: string) =>
    `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : noun.endsWith('ch') ? 'es' : 's'}`;
  const trialsOf =
    perSearch === undefined
      ? `${number(trials, 'trial')}: ${number(cells, 'cell')}, ${number(trials / cells, 'seed')} each`
      : `a search; at most ${number(trials, 'trial')}: ${number(searches, 'search')} of ${number(perSearch, 'trial')} each over ${number(cells, 'cell')}`;
  return [
    `${trialsOf}${done > 0 ? `; ${number(done, 'trial')} done` : ''}`,
    `${searches > 0 ? 'at most ' : ''}about ${duration(seconds.expected)} with ${number(workers, 'worker')}, at most ${duration(seconds.most)} if every trial used its whole budget`,
    `about ${Math.ceil(bytes / 1e6)} MB of memory`,
    pc.dim('at the corners:'),
    ...corners.map(
      ({ at: values, regime }) => `  ${at(values) || 'all settings fixed'}${regime ? `: ${regime}` : ''}`,
    ),
  ].join('\n');
}
