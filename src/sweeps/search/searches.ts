import { canonicalJson } from '../../settings/canonical.ts';
import { isHit } from '../hit.ts';
import type { KnownTrials } from '../known.ts';
import type { LineHead } from '../line.ts';
import type { BracketRule } from '../plan/bracket-rule.ts';
import { type Bracket, type Bracketing, startBracketing } from './bracket.ts';

/** How the search at one combination of the other axes stands. */
interface SearchState {
  /** Values of the other axes. */
  readonly at: Readonly<Record<string, unknown>>;
  readonly bracket: Bracket;
}

/** The searches of a sweep, one for each combination of the axes, as a source of trials. */
export interface Searches {
  /** Number of a trial to do next; undefined where nothing can be said before one under way has ended. */
  take(): number | undefined;
  /** Hears of a trial that ended. */
  tell(trial: number, head: Pick<LineHead, 'status' | 'hit'>): void;
  states(): SearchState[];
  /** How many trials are sure to be needed yet: one a search that is not over. */
  readonly pending: number;
}

/** One of them. */
interface Search {
  readonly at: SearchState['at'];
  readonly bracketing: Bracketing;
  /** Number of the cell of each value. */
  readonly cells: Map<number, number>;
  /** Numbers of trials that were handed out and have not ended. */
  readonly underWay: Set<number>;
}

/**
 * Starts the searches of a sweep file's `bracket` and tells them of all trials that are known: a search is a function
 * of outcomes, so that it goes on where it was.
 */
export function startSearches({ plan, ids, heads }: KnownTrials, rule: BracketRule): Searches {
  const searches = searchesOf(plan, rule);
  const count = plan.cells.length;
  const owners = new Map(
    searches.flatMap((search) => [...search.cells.values()].map((cell) => [cell, search])),
  );
  function tell(trial: number, { status, hit }: Pick<LineHead, 'status' | 'hit'>): void {
    const { bracketing, underWay } = owners.get(trial % count)!;
    const value = plan.cells[trial % count]!.at[rule.setting] as number;
    underWay.delete(trial);
    bracketing.tell({ value, seed: Math.floor(trial / count) }, status === 'failed' ? null : isHit(hit));
  }
  for (const [trial, id] of ids.entries()) {
    const head = heads.get(id);
    if (head) tell(trial, head);
  }
  return {
    take() {
      const fewest = [...searches].sort((a, b) => a.underWay.size - b.underWay.size);
      for (const search of fewest) {
        const trial = takeFrom(search, count);
        if (trial !== undefined) return trial;
      }
      return undefined;
    },
    tell,
    states: () => searches.map(({ at, bracketing }) => ({ at, bracket: bracketing.bracket() })),
    get pending() {
      return searches.filter(({ bracketing }) => bracketing.ask(1).length > 0).length;
    },
  };
}

/** A search for each combination of the axes but the one that is sought. */
function searchesOf(plan: KnownTrials['plan'], rule: BracketRule): Search[] {
  const axes = plan.axes.filter((axis) => axis !== rule.setting);
  const searches = new Map<string, Search>();
  for (const [cell, { at: all }] of plan.cells.entries()) {
    const at = Object.fromEntries(axes.map((axis) => [axis, all[axis]]));
    const key = canonicalJson(at);
    const search = searches.get(key) ?? {
      at,
      bracketing: startBracketing(rule),
      cells: new Map(),
      underWay: new Set(),
    };
    search.cells.set(all[rule.setting] as number, cell);
    searches.set(key, search);
  }
  return [...searches.values()];
}

/** The first trial that a search asks for and that is not under way. */
function takeFrom({ bracketing, cells, underWay }: Search, count: number): number | undefined {
  const asked = bracketing.ask(underWay.size + 1).map(({ value, seed }) => seed * count + cells.get(value)!);
  const trial = asked.find((number) => !underWay.has(number));
  if (trial !== undefined) underWay.add(trial);
  return trial;
}
