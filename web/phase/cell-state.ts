import { type CellResult, countCells, seedsFrom, type TrialSettings } from '../../src/index.ts';
import { linkOf } from '../state/place.ts';

/** What a cell of a phase diagram came to so far. */
export interface CellState {
  readonly kind: 'learned' | 'mixed' | 'not' | 'diverged' | 'pending';
  /** `3/4`: successes of runs. */
  readonly text: string;
  /** The same in words. */
  readonly words: string;
}

/** Learned: every run got there. Diverged: no run did, and some diverged. */
export function stateOf(cell: CellResult): CellState {
  const { done, succeeded, diverged } = countCells([cell]);
  if (done === 0) return { kind: 'pending', text: '·', words: 'not run yet' };
  const rest = diverged > 0 ? `, ${diverged} diverged` : '';
  return {
    kind: kindOf(done, succeeded, diverged),
    text: `${succeeded}/${done}`,
    words: `learned in ${succeeded} of ${done} runs${rest}`,
  };
}

function kindOf(done: number, succeeded: number, diverged: number): CellState['kind'] {
  if (succeeded === done) return 'learned';
  if (succeeded > 0) return 'mixed';
  return diverged > 0 ? 'diverged' : 'not';
}

/** The address of a run of a cell in the live tab. */
export function liveLink({ settings }: Pick<CellResult, 'settings'>, seed: number): string {
  const { inputDim, width, batchSize, stepSize } = settings as unknown as TrialSettings;
  const shown = { inputDim, width, batchSize, stepSize };
  return `?${linkOf({ experiment: 'xor/two-phases', settings: shown, seeds: seedsFrom(seed) })}`;
}
