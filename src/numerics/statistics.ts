/**
 * Weighted median: the smallest value whose cumulative weight reaches half the total.
 *
 * @param values p finite values (NaN when p is 0 or the total weight is 0)
 * @param weights p weights ≥ 0
 */
export function weightedMedian(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((i, j) =>
    compare(values[i]!, values[j]!),
  );
  let total = 0;
  for (const i of order) total += weights[i]!;
  let below = 0;
  for (const i of order) {
    below += weights[i]!;
    if (below > 0 && 2 * below >= total) return values[i]!;
  }
  return Number.NaN;
}

const compare = (a: number, b: number) => (a < b ? -1 : Number(a > b));

/**
 * Least-squares slope of y against x.
 *
 * @returns NaN with fewer than two distinct x
 */
export function slope(x: readonly number[], y: readonly number[]): number {
  const n = x.length;
  const meanX = mean(x);
  const meanY = mean(y);
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < n; i++) {
    const offset = x[i]! - meanX;
    covariance += offset * (y[i]! - meanY);
    variance += offset * offset;
  }
  return covariance / variance;
}

/**
 * Weighted least-squares slope of a line through the origin: Σ w x y / Σ w x².
 *
 * @returns NaN with no point away from 0
 */
export function slopeThroughOrigin(
  x: readonly number[],
  y: readonly number[],
  weights: readonly number[],
): number {
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < x.length; i++) {
    covariance += weights[i]! * x[i]! * y[i]!;
    variance += weights[i]! * x[i]! * x[i]!;
  }
  return covariance / variance;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** √(Σ v²/n), the sum in order; NaN of nothing. */
export function rootMeanSquare(values: ArrayLike<number>): number {
  let square = 0;
  for (let i = 0; i < values.length; i++) square += values[i]! * values[i]!;
  return Math.sqrt(square / values.length);
}
