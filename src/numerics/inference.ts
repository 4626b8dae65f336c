import { betaQuantile, studentQuantile } from './distributions.ts';
import { log } from './elementary.ts';
import { mean } from './statistics.ts';

/** A number with its confidence interval. */
export interface Estimate {
  /** null when there is too little data to say. */
  readonly estimate: number | null;
  readonly interval: readonly [low: number, high: number];
}

const unknown: Estimate = { estimate: null, interval: [-Infinity, Infinity] };

/** Unbiased variance. @returns NaN of fewer than two values */
export function variance(values: readonly number[]): number {
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) * (value - center), 0);
  return squares / (values.length - 1);
}

/** A number whose standard error has `degrees` degrees of freedom, at confidence 1 − alpha. */
export function studentEstimate(
  estimate: number,
  standardError: number,
  degrees: number,
  alpha: number,
): Estimate {
  if (degrees < 1 || !Number.isFinite(estimate)) return unknown;
  const reach = studentQuantile(1 - alpha / 2, degrees) * standardError;
  return { estimate, interval: [estimate - reach, estimate + reach] };
}

/** Mean of independent values, by Student's t. */
export function meanOf(values: readonly number[], alpha: number): Estimate {
  return studentEstimate(mean(values), Math.sqrt(variance(values) / values.length), values.length - 1, alpha);
}

/** Difference of two means, mean(a) − mean(b), by Welch's t. */
export function differenceOf(a: readonly number[], b: readonly number[], alpha: number): Estimate {
  const [va, vb] = [variance(a) / a.length, variance(b) / b.length];
  const degrees = ((va + vb) * (va + vb)) / ((va * va) / (a.length - 1) + (vb * vb) / (b.length - 1));
  return studentEstimate(mean(a) - mean(b), Math.sqrt(va + vb), degrees, alpha);
}

/** Probability of success from independent trials: the exact interval of Clopper and Pearson. */
export function proportionOf(successes: number, trials: number, alpha: number): Estimate {
  if (trials < 1) return unknown;
  const failures = trials - successes;
  const low = successes === 0 ? 0 : betaQuantile(alpha / 2, successes, failures + 1);
  const high = failures === 0 ? 1 : betaQuantile(1 - alpha / 2, successes + 1, failures);
  return { estimate: successes / trials, interval: [low, high] };
}

/** Median of independent values, by order statistics: distribution-free, at confidence at least 1 − alpha. */
export function medianOf(values: readonly number[], alpha: number): Estimate {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) return unknown;
  const estimate = (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
  // P(the k smallest all lie below the median) is binomial(n, 1/2): the largest k whose tail is at most alpha/2.
  let term = 1;
  for (let i = 0; i < n; i++) term /= 2;
  let tail = term;
  let k = 0;
  while (tail <= alpha / 2) {
    k += 1;
    term *= (n - k + 1) / k;
    tail += term;
  }
  return { estimate, interval: k === 0 ? [-Infinity, Infinity] : [sorted[k - 1]!, sorted[n - k]!] };
}

/** Least squares of y on columns: coefficients with their intervals, and what is left. */
export interface Fit {
  readonly coefficients: readonly Estimate[];
  readonly residualSquares: number;
  /** Bayesian information criterion up to a constant: n ln(RSS/n) + k ln n. Lower is better. */
  readonly bic: number;
}

/**
 * Fits y ≈ Σ c_k column_k by ordinary least squares, solved by Gaussian elimination of the normal equations.
 *
 * @param columns k columns of n numbers, k small; a column of ones for an intercept
 * @param y n numbers, n > k
 */
export function leastSquares(
  columns: readonly (readonly number[])[],
  y: readonly number[],
  alpha: number,
): Fit {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
  const inverse = inverted(columns.map((a) => columns.map((b) => dot(a, b))));
  const moments = columns.map((column) => dot(column, y));
  const solution = inverse.map((row) => dot(row, moments));
  const residuals = y.map((value, i) => value - columns.reduce((sum, c, k) => sum + solution[k]! * c[i]!, 0));
  const [n, k] = [y.length, columns.length];
  const residualSquares = dot(residuals, residuals);
  const coefficients = solution.map((value, i) =>
    studentEstimate(value, Math.sqrt((inverse[i]![i]! * residualSquares) / (n - k)), n - k, alpha),
  );
  return { coefficients, residualSquares, bic: n * log(residualSquares / n) + k * log(n) };
}

/** Slope of y against x with an intercept. */
export function slopeOf(x: readonly number[], y: readonly number[], alpha: number): Estimate {
  if (new Set(x).size < 2) return unknown;
  return leastSquares([x.map(() => 1), x], y, alpha).coefficients[1]!;
}

/** Inverse of a small, well-conditioned symmetric matrix, by Gauss–Jordan elimination with row exchanges. */
function inverted(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    const largest = rows.slice(k).reduce((best, row, i) => {
      return Math.abs(row[k]!) > Math.abs(rows[best]![k]!) ? k + i : best;
    }, k);
    [rows[k], rows[largest]] = [rows[largest]!, rows[k]!];
    const pivot = rows[k]!.map((value) => value / rows[k]![k]!);
    for (const [i, row] of rows.entries()) {
      rows[i] = i === k ? pivot : row.map((value, j) => value - row[k]! * pivot[j]!);
    }
  }
  return rows.map((row) => row.slice(n));
}
