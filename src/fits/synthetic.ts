import { exp, log } from '../numerics/elementary.ts';
import { drawGaussians } from '../numerics/gaussian.ts';
import { normalCdf } from '../numerics/normal.ts';
import type { Key } from '../numerics/philox.ts';
import type { Observation } from './observation.ts';

/** Runs that obey a law, measured now and then and given up at a budget, as real ones are. */
export interface Design {
  readonly xs: readonly number[];
  /** Runs at each x. */
  readonly seeds: number;
  /** ln of the law's median at x. */
  readonly logMedian: (x: number) => number;
  /** Standard deviation of ln y about it. */
  readonly sigma: number;
  /** Share of runs that does not get there within the budget, which is the same number of y/x for all. */
  readonly unfinished: number;
  /** Between measurements, as a share of the median at the smallest x; in y/x it is the same for all x. */
  readonly measureInterval: number;
}

/** ln of the budget, in y/x, within which the wanted share of runs does not get there. */
function logBudget({ xs, logMedian, sigma, unfinished }: Design): number {
  const share = (budget: number) =>
    xs.reduce((sum, x) => sum + normalCdf((logMedian(x) - log(x) - budget) / sigma), 0) / xs.length;
  let [low, high] = [-40, 40];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (share(middle) > unfinished) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Draws data sets of a design: in number k the same luck whatever the law, so that designs can be compared.
 * Each y lies between two measurements; past the last one within the budget it is only known to be larger.
 */
export function createSynthetic(design: Design, key: Key): (dataSet: number) => Observation[] {
  const { xs, seeds, logMedian, sigma, unfinished, measureInterval } = design;
  const interval = (measureInterval * exp(logMedian(xs[0]!))) / xs[0]!;
  const last = unfinished > 0 ? Math.floor(exp(logBudget(design)) / interval) : Infinity;
  const luck = new Float64Array(xs.length * seeds);
  return (dataSet) => {
    drawGaussians(key, dataSet, luck);
    return xs.flatMap((x, i) =>
      Array.from({ length: seeds }, (_, seed) => {
        const y = exp(logMedian(x) + sigma * luck[i * seeds + seed]!) / x;
        const measured = Math.ceil(y / interval);
        const [low, high] = measured > last ? [last, Infinity] : [measured - 1, measured];
        return { x, seed: String(seed), low: low * interval * x, high: high * interval * x };
      }),
    );
  };
}
