/** A curve over a figure's horizontal axis. */
export interface Curve {
  /** What stands at its end, such as `d ln d`. */
  readonly name: string;
  /** The law among the candidates that fits best, the others, or what is known beforehand. */
  readonly role: 'best' | 'rival' | 'reference';
  at(x: number): number;
}

/** What figures and reports show of the laws fitted to one series of cells. */
export interface FittedSeries {
  /** The name of its series; empty where the sweep has one only. */
  readonly series: string;
  /** Exponents with their intervals, in words; may be empty. */
  readonly exponents: readonly { readonly what: string; readonly said: string }[];
  readonly curves: readonly Curve[];
  /** The comparison of laws, the best first; may be empty. */
  readonly laws: readonly LawRow[];
  /** What follows, a sentence an entry: which laws remain, what would decide. */
  readonly words: readonly string[];
}

/** A law in the table of comparison. */
interface LawRow {
  readonly name: string;
  /** With its numbers, such as `d (1.2 + 3.4 ln d)`. */
  readonly formula: string;
  /** Its information criterion minus that of the best; 0 for the best. */
  readonly delta: number;
  readonly verdict: 'best' | 'not distinguishable' | 'rejected';
}
