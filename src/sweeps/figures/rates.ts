import { type Estimate, proportionOf } from '../../numerics/inference.ts';
import { countCells } from '../cell-counts.ts';
import type { CellResult } from '../results.ts';

/** How often the success rule held in a cell. */
export interface Rate extends Estimate {
  readonly successes: number;
  /** Trials that ended with measurements: failed and pending ones say nothing. */
  readonly trials: number;
  /** The interval lies on one side of a half: it is known whether success or its absence is the rule here. */
  readonly isDecided: boolean;
}

/** Many cells have the same counts, and an exact interval takes a third of a millisecond. */
const intervals = new Map<string, Estimate>();

function intervalOf(successes: number, trials: number, alpha: number): Estimate {
  const key = `${successes} ${trials} ${alpha}`;
  const known = intervals.get(key) ?? proportionOf(successes, trials, alpha);
  intervals.set(key, known);
  return known;
}

const UNKNOWN: Estimate = { estimate: null, interval: [0, 1] };

/** The success rate of a cell with the interval of Clopper and Pearson, at confidence 1 − alpha. */
export function rateOf(cell: CellResult, alpha = 0.05): Rate {
  const { succeeded, done } = countCells([cell]);
  const { estimate, interval } = done > 0 ? intervalOf(succeeded, done, alpha) : UNKNOWN;
  const isDecided = done > 0 && (interval[0] > 0.5 || interval[1] < 0.5);
  return { successes: succeeded, trials: done, estimate, interval, isDecided };
}
