import { type Quartiles, quartilesOf } from './order-statistics.ts';

/** What was measured along one run. */
export interface RunSeries {
  /** The trial's. */
  readonly id: string;
  /** Samples used at each measurement, ascending. */
  readonly samples: readonly number[];
  /** The metric at each; null where it could not be measured. */
  readonly values: readonly (number | null)[];
}

/** Quartiles over all runs where all were measured. */
export interface BandPoint extends Quartiles {
  readonly samples: number;
}

/**
 * Quartiles at those places at which every run was measured. Between its measurements nothing is known of a run, and
 * after its end nothing either: a band that went on with the runs that are left would show who is left, not how they
 * do.
 *
 * @returns ascending; empty where the runs share no place
 */
export function bandOf(runs: readonly RunSeries[]): BandPoint[] {
  const at = new Map<number, number[]>();
  for (const { samples, values } of runs) {
    for (const [i, place] of samples.entries()) {
      const value = values[i] ?? null;
      if (value === null || !Number.isFinite(value)) continue;
      const list = at.get(place);
      if (list) list.push(value);
      else at.set(place, [value]);
    }
  }
  return [...at]
    .filter(([, values]) => values.length === runs.length)
    .sort(([a], [b]) => a - b)
    .map(([samples, values]) => ({ samples, ...quartilesOf(values) }));
}
