import { exp, log } from '../../../numerics/elementary.ts';
import { leastSquares } from '../../../numerics/inference.ts';
import { slope } from '../../../numerics/statistics.ts';

/** How many samples a run with so many inputs took. */
export interface Cost {
  readonly inputDim: number;
  readonly samples: number;
}

const logDims = (costs: readonly Cost[]) => costs.map(({ inputDim }) => log(inputDim));

/** Samples per input: their scatter hardly depends on d, as least squares would have it. */
const perInput = (costs: readonly Cost[]) => costs.map(({ inputDim, samples }) => samples / inputDim);

/** Intervals of coefficients are not looked at here. */
const ANY = 0.5;

/** Coefficients and BIC of samples = d (a + b ln d), what theory says. */
export function dLogDFit(costs: readonly Cost[]): {
  readonly a: number;
  readonly b: number;
  readonly bic: number;
} {
  const logs = logDims(costs);
  const { coefficients, bic } = leastSquares([logs.map(() => 1), logs], perInput(costs), ANY);
  const [a, b] = coefficients.map(({ estimate }) => estimate ?? Number.NaN);
  return { a: a!, b: b!, bic };
}

/** BIC of samples = c d^power, c free. */
function powerBic(costs: readonly Cost[], power: number): number {
  return leastSquares([logDims(costs).map((logDim) => exp((power - 1) * logDim))], perInput(costs), ANY).bic;
}

/** BIC of samples = c d^α, c and α free: the best of α = 1, 1.001 … 2, and a price for the choice. */
function freePowerBic(costs: readonly Cost[]): number {
  const powers = Array.from({ length: 1001 }, (_, i) => 1 + i / 1000);
  return Math.min(...powers.map((power) => powerBic(costs, power))) + log(costs.length);
}

/** BIC of other laws minus that of d (a + b ln d): what is positive speaks for the latter. */
export function bicOverTheory(costs: readonly Cost[]) {
  const { bic } = dLogDFit(costs);
  const logs = logDims(costs);
  const single = (column: readonly number[]) => leastSquares([column], perInput(costs), ANY).bic - bic;
  return {
    'd^α': freePowerBic(costs) - bic,
    'd ln d': single(logs),
    'd ln² d': single(logs.map((logDim) => logDim * logDim)),
    'd²': powerBic(costs, 2) - bic,
  };
}

/**
 * The power of d in samples/ln d. Where samples are d (a + b ln d), this is 1 − a/((a + b ln d) ln d) locally:
 * 1 within 0.03 as long as |a| ≤ b. (A fit of d^α (a + b ln d) with a and b free would leave α open: over two
 * decades of d, a change of a looks like one of α.)
 */
export function powerBesideLog(costs: readonly Cost[]): number {
  return slope(
    logDims(costs),
    costs.map(({ inputDim, samples }) => log(samples / log(inputDim))),
  );
}
