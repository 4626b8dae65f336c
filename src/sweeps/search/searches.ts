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

interface Place {
  readonly search: Bracketing;
  readonly value: number;
}

/**
 * Starts the searches of a sweep file's `bracket` and tells them of all trials that are known: a search is a function
 * of outcomes, so that it goes on where it was.
 */
export function startSearches({ plan, ids, heads }: KnownTrials, rule: BracketRule): Searches {
  const { cells } = plan;
  const axes = plan.axes.filter((axis) => axis !== rule.setting);
  const searches = new Map<string, { readonly at: SearchState['at']; readonly search: Bracketing }>();
  const cellAt = new Map<Bracketing, Map<number, number>>();
  const places: Place[] = cells.map(({ at }, cell) => {
    const value = at[rule.setting];
    const others = Object.fromEntries(axes.map((axis) => [axis, at[axis]]));
    const key = canonicalJson(others);
    const own = searches.get(key) ?? { at: others, search: startBracketing(rule) };
    searches.set(key, own);
    cellAt.set(own.search, (cellAt.get(own.search) ?? new Map()).set(value as number, cell));
    return { search: own.search, value: value as number };
  });
  const underWay = new Map<Bracketing, Set<number>>([...cellAt.keys()].map((search) => [search, new Set()]));
  function tell(trial: number, { status, hit }: Pick<LineHead, 'status' | 'hit'>): void {
    const { search, value } = places[trial % cells.length]!;
    underWay.get(search)!.delete(trial);
    search.tell({ value, seed: Math.floor(trial / cells.length) }, status === 'failed' ? null : isHit(hit));
  }
  for (const [trial, id] of ids.entries()) {
    const head = heads.get(id);
    if (head) tell(trial, head);
  }
  const take = (search: Bracketing): number | undefined => {
    const own = underWay.get(search)!;
    const asked = search
      .ask(own.size + 1)
      .map(({ value, seed }) => seed * cells.length + cellAt.get(search)!.get(value)!);
    const trial = asked.find((number) => !own.has(number));
    if (trial !== undefined) own.add(trial);
    return trial;
  };
  return {
    take() {
      const all = [...underWay].sort(([, a], [, b]) => a.size - b.size);
      for (const [search] of all) {
        const trial = take(search);
        if (trial !== undefined) return trial;
      }
      return undefined;
    },
    tell,
    states: () => [...searches.values()].map(({ at, search }) => ({ at, bracket: search.bracket() })),
    get pending() {
      return [...cellAt.keys()].filter((search) => search.ask(1).length > 0).length;
    },
  };
}
