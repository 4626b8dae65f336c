/** How panels are cut. */
interface Cut {
  /** An argument may change so much over a panel. */
  readonly most: number;
  /** Intervals between samples in a panel. */
  readonly samples: number;
  /** Cuts; where more are needed, nothing is told. */
  readonly limit: number;
}

/** An argument of a function that changes fast where its argument does. */
export interface Steep {
  /** exp(g) is next to 0 where g is far below 0; tanh and erf are flat where |g| is large; sin and cos nowhere. */
  readonly flat: 'below' | 'outside' | 'nowhere';
  /** g along a line. */
  readonly values: (nodes: Float64Array) => Float64Array;
}

/** e^−50 and 1 − tanh 50 are beyond rounding, also of squares and where they are added to 1. */
const FAR = 50;
/** Where the Gaussian density is below 10^−49, no function that oscillates matters. */
const HORIZON = 15;

/**
 * Panels cut in halves until no argument changes by more than allowed over one, but where its function is flat: an
 * argument is taken to stay, between two samples, within its change to the neighboring ones.
 *
 * @returns undefined where there would be too many
 */
export function cutSteep(edges: Float64Array, steeps: readonly Steep[], cut: Cut): Float64Array | undefined {
  if (steeps.length === 0) return edges;
  const middles: number[] = [];
  let open = Float64Array.from({ length: 2 * (edges.length - 1) }, (_, i) => edges[(i + 1) >> 1]!);
  while (open.length > 0) {
    const next: number[] = [];
    for (const i of steepPanels(open, steeps, cut)) {
      const [from, to] = [open[2 * i]!, open[2 * i + 1]!];
      const middle = (from + to) / 2;
      if (middle <= from || middle >= to) continue;
      middles.push(middle);
      next.push(from, middle, middle, to);
    }
    if (middles.length > cut.limit) return undefined;
    open = Float64Array.from(next);
  }
  return middles.length === 0 ? edges : Float64Array.from([...edges, ...middles]).sort();
}

/** Indices of those panels over which some function is not flat and its argument changes by more than `most`. */
function steepPanels(
  panels: Float64Array,
  steeps: readonly Steep[],
  { most, samples }: Cut,
): readonly number[] {
  const nodes = samplesOf(panels, samples);
  const found = new Set<number>();
  for (const { flat, values } of steeps) {
    const g = values(nodes);
    for (let i = 0; i < panels.length / 2; i++) {
      const isFar = flat !== 'below' && Math.abs(panels[2 * i]!) > HORIZON;
      if (!isFar && isSteep(g, i * (samples + 1), samples, most, flat)) found.add(i);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Of each panel its ends, a little inside, for what jumps there belongs to the neighbor, and points between. */
function samplesOf(panels: Float64Array, samples: number): Float64Array {
  const nodes = new Float64Array((panels.length / 2) * (samples + 1));
  for (let panel = 0, i = 0; panel < panels.length; panel += 2) {
    const [from, width] = [panels[panel]!, panels[panel + 1]! - panels[panel]!];
    for (let s = 0; s <= samples; s++) {
      nodes[i++] = from + width * Math.min(Math.max(s / samples, EDGE), 1 - EDGE);
    }
  }
  return nodes;
}

const EDGE = 2 ** -20;

/** Judged by samples first … first + count, as if it could go as far beyond each as it changes next to it. */
function isSteep(g: Float64Array, first: number, count: number, most: number, flat: Steep['flat']): boolean {
  let [least, largest, low, high] = [g[first]!, g[first]!, Infinity, -Infinity];
  for (let s = first + 1; s <= first + count; s++) {
    const [before, here] = [g[s - 1]!, g[s]!];
    const change = Math.abs(here - before);
    least = Math.min(least, here);
    largest = Math.max(largest, here);
    low = Math.min(low, here - change, before - change);
    high = Math.max(high, here + change, before + change);
  }
  const isFlat = flat !== 'nowhere' && (high < -FAR || (flat === 'outside' && low > FAR));
  return largest - least > most && !isFlat;
}
