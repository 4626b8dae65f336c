import { exp, log } from '../numerics/elementary.ts';

/** The smallest and the largest ln x of the data a law is fitted to. */
export type Span = readonly [low: number, high: number];

/**
 * A candidate law of y against x: ln y = level + shape(x) + σ ε, ε standard normal.
 * A law with a free exponent has a family of shapes.
 */
export interface Law {
  /** As printed: `c·d^α`. */
  readonly name: string;
  /** Names of its coefficients, as in the name. */
  readonly params: readonly string[];
  /** What its free exponent is called; null where the shape is fixed. */
  readonly exponent: string | null;
  /** Whether it takes ln ln x: x must then be above 1. */
  readonly needsLogs: boolean;
  /** shape(x), as a function of ln x and the exponent. */
  shape(logX: number, exponent: number, span: Span): number;
  /** First and second derivative of the shape by the exponent. */
  slope(logX: number, exponent: number, span: Span): readonly [first: number, second: number];
  /** Its coefficients, in the order of `params`. */
  coefficients(level: number, exponent: number, span: Span): readonly number[];
  /** ln of the median y, from the coefficients: NaN where the law is not positive. */
  logMedian(coefficients: readonly number[], logX: number): number;
}

const NO_SLOPE = [0, 0] as const;

/** c·shape(d). */
const rigid = (name: string, needsLogs: boolean, shape: (logX: number) => number): Law => ({
  name,
  params: ['c'],
  exponent: null,
  needsLogs,
  shape,
  slope: () => NO_SLOPE,
  coefficients: (level) => [exp(level)],
  logMedian: ([c], logX) => log(c!) + shape(logX),
});

/** c·d^α times something known. */
const power = (name: string, exponent: string, needsLogs: boolean, rest: (logX: number) => number): Law => ({
  name,
  params: ['c', 'α'],
  exponent,
  needsLogs,
  shape: (logX, alpha) => alpha * logX + rest(logX),
  slope: (logX) => [logX, 0],
  coefficients: (level, alpha) => [exp(level), alpha],
  logMedian: ([c, alpha], logX) => log(c!) + alpha! * logX + rest(logX),
});

/** y = c·d. */
const linear = rigid('c·d', false, (logX) => logX);
/** y = c·d·ln d. */
export const linearLog = rigid('c·d·ln d', true, (logX) => logX + log(logX));
/** y = c·d·ln² d. */
const linearLogSquare = rigid('c·d·ln² d', true, (logX) => logX + 2 * log(logX));
/** y = c·d². */
export const square = rigid('c·d²', false, (logX) => 2 * logX);
/** y = c·d^α. */
export const freePower = power('c·d^α', 'exponent α', false, () => 0);
/** y = c·d^α·ln d: α is the leading power after the ln d correction. */
export const powerBesideLog = power('c·d^α·ln d', 'power α beside ln d', true, log);

/**
 * y = d (a + b g), g = ln d or d, positive over the data. Its free exponent is the mean local one over the data,
 * ln(y_max/y_min)/ln(d_max/d_min): with ρ = (a + b g_max)/(a + b g_min) it is 1 + ln ρ/ln(d_max/d_min), any number; at
 * b = 0 it is 1, and y ∝ d (1 − t + ρ t) where t is the place of g between its ends, 0 … 1.
 */
const bent = (name: string, g: (logX: number) => number): Law => {
  const place = (logX: number, [low, high]: Span) => (g(logX) - g(low)) / (g(high) - g(low));
  return {
    name,
    params: ['a', 'b'],
    exponent: 'mean local exponent',
    needsLogs: false,
    shape(logX, exponent, span) {
      const t = place(logX, span);
      const logRatio = (exponent - 1) * (span[1] - span[0]);
      // ln(1 − t + ρ t), the larger of its two terms taken out: ρ may overflow.
      return logRatio > 0
        ? logX + logRatio + log((1 - t) * exp(-logRatio) + t)
        : logX + log(1 - t + t * exp(logRatio));
    },
    slope(logX, exponent, span) {
      const t = place(logX, span);
      const length = span[1] - span[0];
      const shrink = exp((1 - exponent) * length);
      const share = t === 0 ? 0 : t / (t + (1 - t) * shrink);
      return [share * length, share * (1 - share) * length * length];
    },
    coefficients(level, exponent, [low, high]) {
      const start = exp(level);
      const end = start * exp((exponent - 1) * (high - low));
      const b = (end - start) / (g(high) - g(low));
      return [start - b * g(low), b];
    },
    logMedian: ([a, b], logX) => logX + log(a! + b! * g(logX)),
  };
};

/** y = d (a + b ln d), what theory says of samples in paper A. */
export const bentLine = bent('d(a + b ln d)', (logX) => logX);
/** y = d (a + b d): d² with the parities of lower degree that take samples too, as a kernel needs them (derived). */
const bentSquare = bent('d(a + b d)', exp);

/** The candidates, the simplest first. */
export const laws: readonly Law[] = [
  linear,
  linearLog,
  linearLogSquare,
  bentLine,
  freePower,
  bentSquare,
  square,
];
