/** One run as a fit sees it. Nothing is interpolated: what was not seen stays an interval. */
export interface Observation {
  /** What the exponent is against, such as the number of inputs. */
  readonly x: number;
  /** Which luck the run had; runs with equal seeds at different x share streams of randomness. */
  readonly seed: string;
  /** The last value (of samples, say) at which the rule did not hold yet, ≥ 0. */
  readonly low: number;
  /** The first value at which it held, ≥ low; Infinity where it never did. */
  readonly high: number;
}
