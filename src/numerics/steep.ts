/** An argument of a function that changes fast where its argument does. */
export interface Steep {
  /** exp(g) is next to 0 where g is far below 0; tanh and erf are flat where |g| is large; sin and cos nowhere. */
  readonly flat: 'below' | 'outside' | 'nowhere';
  /** g along a line. */
  readonly values: (nodes: Float64Array) => Float64Array;
}

/** e^−50 and 1 − tanh 50 are beyond rounding, also of squares and where they are added to 1. */
const FAR = 50;
/** Beyond so many panels nothing is told. */
const MOST_PANELS = 4096;
/** Where the Gaussian density is below 10^−49, no function that oscillates matters. */
const HORIZON = 15;

/**
 * Panels cut in halves until no argument changes by more than `most` over one, but where its function is flat: an
 * argument is taken to stay, between two samples, within its change to the neighboring ones.
 *
 * @param samples intervals between samples in a panel
 * @returns undefined where there would be too many
 */
export function cutSteep(
  edges: Float64Array,
  steeps: readonly Steep[],
  most: number,
  samples: number,
): Float64Array | undefined {
  if (steeps.length === 0) return edges;
  const all = new Set(edges);
  let open: number[][] = Array.from(edges.subarray(1), (to, i) => [edges[i]!, to]);
  while (open.length > 0) {
    const nodes = Float64Array.from(open.flatMap((panel) => samplesOf(panel, samples)));
    const cut = open.map(() => false);
    for (const steep of steeps) markSteep(steep, nodes, samples, most, cut);
    open = open.flatMap(([from, to], i) => {
      const middle = (from! + to!) / 2;
      if (!cut[i] || middle <= from! || middle >= to!) return [];
      all.add(middle);
      return [
        [from!, middle],
        [middle, to!],
      ];
    });
    if (all.size - edges.length > MOST_PANELS) return undefined;
  }
  return Float64Array.from(all).sort();
}

/** Ends and points between, the ends a little inside: what jumps there belongs to the neighbor. */
function samplesOf([from, to]: readonly number[], samples: number): number[] {
  const width = to! - from!;
  return Array.from({ length: samples + 1 }, (_, s) => {
    if (s === 0) return from! + width * EDGE;
    return s === samples ? to! - width * EDGE : from! + (width * s) / samples;
  });
}

const EDGE = 2 ** -20;

function markSteep(
  { flat, values }: Steep,
  nodes: Float64Array,
  samples: number,
  most: number,
  cut: boolean[],
) {
  const g = values(nodes);
  for (let i = 0; i < cut.length; i++) {
    const first = i * (samples + 1);
    if (cut[i] || (flat !== 'below' && Math.abs(nodes[first]!) > HORIZON)) continue;
    const own = g.subarray(first, first + samples + 1);
    cut[i] = Math.max(...own) - Math.min(...own) > most && !isFlat(own, flat);
  }
}

/** Whether a function is flat wherever its argument may be. */
function isFlat(g: Float64Array, flat: Steep['flat']): boolean {
  if (flat === 'nowhere') return false;
  let [low, high] = [Infinity, -Infinity];
  for (let s = 1; s < g.length; s++) {
    const change = Math.abs(g[s]! - g[s - 1]!);
    low = Math.min(low, g[s]! - change, g[s - 1]! - change);
    high = Math.max(high, g[s]! + change, g[s - 1]! + change);
  }
  return high < -FAR || (flat === 'outside' && low > FAR);
}
