import type { Observation } from '../fits/observation.ts';
import { canonicalJson } from '../settings/canonical.ts';
import { Misuse } from '../settings/misuse.ts';
import type { KnownTrials } from './known.ts';
import type { Hit, LineHead } from './line.ts';
import type { BracketRule } from './plan/bracket-rule.ts';
import type { Cell, SweepResults } from './results.ts';
import { boundsOf } from './search/bracket.ts';
import { startSearches } from './search/searches.ts';

/** What is fitted: where a rule first held, in one of its units. */
export type Quantity = keyof Hit;

/** Runs that differ in one axis and their seeds only, as a fit sees them. */
export interface Group {
  /** Values of the other axes, those of expressions left out. */
  readonly at: Readonly<Record<string, unknown>>;
  readonly observations: readonly Observation[];
  /** Trials that gave up or diverged before the rule held: bounds from below, kept as such. */
  readonly unfinished: number;
  readonly diverged: number;
  /** Trials that say nothing: failed, or yet to do. */
  readonly failed: number;
  readonly pending: number;
}

/** Axes of several numbers above 0: what something can be fitted against. */
export function numericAxes({ axes, cells }: SweepResults): string[] {
  const isNumeric = (axis: string) => cells.every(({ at }) => typeof at[axis] === 'number' && at[axis] > 0);
  return axes.filter((axis) => isNumeric(axis) && new Set(cells.map(({ at }) => at[axis])).size > 1);
}

/**
 * The axis that quantities are fitted against: what is asked for, else `inputDim`, else the only axis of numbers. Asked
 * for may also be an expression that is one-to-one with an axis.
 *
 * @throws Misuse when there is no such axis, or several that could be meant
 */
export function fittedAxis(results: SweepResults, asked: string | undefined): string {
  const numeric = numericAxes(results);
  if (asked === undefined) {
    if (numeric.includes('inputDim')) return 'inputDim';
    if (numeric.length === 1) return numeric[0]!;
    if (numeric.length > 1) {
      const all = numeric.length === 2 ? 'both axes are numbers' : 'all of these are axes of numbers';
      throw new Misuse(`give ${numeric.map((axis) => `--against ${axis}`).join(' or ')}: ${all}`);
    }
  }
  const expressed = numericAxes({ ...results, axes: results.derived }).filter((key) =>
    sourceOf(results, key),
  );
  const allowed = [...numeric, ...expressed];
  if (asked !== undefined && allowed.includes(asked)) return asked;
  const there =
    allowed.length > 0
      ? `one of ${allowed.join(', ')}`
      : 'an axis of several numbers, and this sweep has none';
  throw new Misuse(
    `--against must be ${there}${asked === undefined ? '' : `, got ${JSON.stringify(asked)}`}`,
  );
}

/** The axis with which an expression is one-to-one. */
function sourceOf({ axes, cells }: SweepResults, expressed: string): string | undefined {
  const count = (keys: readonly string[]) =>
    new Set(cells.map(({ at }) => JSON.stringify(keys.map((key) => at[key])))).size;
  const pairs = (axis: string) => count([axis, expressed]);
  return axes.find((axis) => pairs(axis) === count([axis]) && pairs(axis) === count([expressed]));
}

/** The same results along what is fitted against: an expression in place of the axis with which it is one-to-one. */
export function resultsAlong(results: SweepResults, against: string): SweepResults {
  if (results.axes.includes(against)) return results;
  const source = sourceOf(results, against);
  return { ...results, axes: results.axes.map((axis) => (axis === source ? against : axis)) };
}

/** The runs of a sweep as observations against an axis, a group for each combination of the other axes. */
export function groupsOf(results: SweepResults, against: string, quantity: Quantity): Group[] {
  const others = results.axes.filter((axis) => axis !== against);
  const groups = new Map<string, Group & { readonly observations: Observation[] }>();
  const observationOf = observer(against, quantity);
  for (const { at, lines, planned } of results.cells) {
    const own = Object.fromEntries(others.map((axis) => [axis, at[axis]]));
    const key = canonicalJson(own);
    const group = groups.get(key) ?? { ...emptyGroup, observations: [] as Observation[] };
    const done = lines.filter(({ status }) => status !== 'failed');
    for (const line of done) group.observations.push(observationOf(line, at));
    groups.set(key, {
      at: own,
      observations: group.observations,
      unfinished: group.unfinished + done.filter(({ hit }) => hit!.steps[1] === null).length,
      diverged:
        group.diverged +
        done.filter(({ status, hit }) => status === 'diverged' && hit!.steps[1] === null).length,
      failed: group.failed + lines.length - done.length,
      pending: group.pending + planned - lines.length,
    });
  }
  return [...groups.values()];
}

/** Makes observations of lines; equal seeds are named once, as they are one object in many lines. */
function observer(against: string, quantity: Quantity) {
  const names = new Map<LineHead['seeds'], string>();
  return ({ hit, seeds }: LineHead, at: Cell['at']): Observation => {
    const seed = names.get(seeds) ?? canonicalJson(seeds);
    names.set(seeds, seed);
    const [low, high] = hit![quantity];
    return { x: at[against] as number, seed, low, high: high ?? Infinity };
  };
}

/** What the searches of a sweep found, as observations against an axis: one a search, a crossing between two values. */
export function searchGroups(known: KnownTrials, rule: BracketRule, against: string): Group[] {
  const groups = new Map<string, Group>();
  for (const { at, bracket } of startSearches(known, rule).states()) {
    const { [against]: x, ...others } = at;
    const key = canonicalJson(others);
    const group = groups.get(key) ?? { ...emptyGroup, at: others };
    const [low, high] = boundsOf(rule, bracket) ?? [0, Infinity];
    const isOpen = high === Infinity;
    groups.set(key, {
      ...group,
      observations: [...group.observations, { x: x as number, seed: '', low, high }],
      unfinished: group.unfinished + Number(isOpen),
      pending: group.pending + Number(bracket.status === 'running'),
    });
  }
  return [...groups.values()];
}

const emptyGroup = { observations: [], unfinished: 0, diverged: 0, failed: 0, pending: 0 };
