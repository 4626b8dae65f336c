import { exp } from './elementary.ts';
import { type GaussianIntegrals, remainder, type Trouble } from './gaussian-quadrature.ts';
import { type Break, orthonormalHermite, panelEdges, panelRule } from './quadrature.ts';

/** A function of two to four variables. */
export interface Integrand {
  readonly dimension: number;
  /** Its values along the last variable, the others fixed. */
  onLine(others: Float64Array, last: Float64Array): Float64Array;
  /** Where it is not smooth in a variable, those before it fixed. */
  breaksIn(variable: number, earlier: Float64Array): readonly Break[];
}

/** How far and how finely each variable is gone through: the last one farthest. */
interface Grid {
  readonly reaches: readonly number[];
  readonly width: number;
  /** Nodes a panel, of two resolutions. */
  readonly points: readonly [number, number];
}

const grids: readonly (Grid | undefined)[] = [
  undefined,
  undefined,
  { reaches: [12, 20], width: 1, points: [10, 14] },
  { reaches: [9, 9, 12], width: 1.5, points: [6, 9] },
  { reaches: [9, 9, 9, 9], width: 2.25, points: [4, 6] },
];

/** Exponents of total degree at most `upTo`, by degree. */
export function multiIndices(dimension: number, upTo: number): readonly (readonly number[])[] {
  if (dimension === 0) return [[]];
  const rest = multiIndices(dimension - 1, upTo);
  const all = rest.flatMap((inner) => {
    const left = upTo - inner.reduce((sum, k) => sum + k, 0);
    return Array.from({ length: left + 1 }, (_, k) => [k, ...inner]);
  });
  const degree = (index: readonly number[]) => index.reduce((sum, k) => sum + k, 0);
  return all.sort((a, b) => degree(a) - degree(b));
}

/**
 * E[f Π h_{k_i}] for all exponents of `multiIndices`, by Gauss–Legendre on panels in one variable after the other; the
 * bounds are the difference of two resolutions.
 */
export function nestedIntegrals(integrand: Integrand, upTo: number): GaussianIntegrals {
  const grid = grids[integrand.dimension]!;
  const [coarse, fine] = grid.points.map((points) => new Nest(integrand, grid, points, upTo).total());
  if (fine!.trouble) return { values: fine!.values, errorBounds: fine!.values, trouble: fine!.trouble };
  const errorBounds = fine!.values.map(
    (value, k) => Math.abs(value - coarse!.values[k]!) + fine!.rest + ROUNDING * fine!.absolute,
  );
  const gap = Math.abs(fine!.absolute - coarse!.absolute);
  if (gap > UNSETTLED * fine!.absolute)
    return { values: fine!.values, errorBounds, trouble: { kind: 'infinite', at: NaN } };
  return { values: fine!.values, errorBounds };
}

const ROUNDING = 2 ** -46;
/** If the sum of absolute values changes by this share between resolutions, no value is told. */
const UNSETTLED = 0.1;
const INV_ROOT_TAU = 0.3989422804014327;
/** Beyond this distance from 0, what is not finite is an overflow. */
const FAR = 12;

interface Total {
  readonly values: Float64Array;
  readonly absolute: number;
  readonly rest: number;
  readonly trouble?: Trouble | undefined;
}

/** One resolution. */
class Nest {
  private readonly point: Float64Array;
  private readonly merges: readonly (readonly (readonly [number, number])[])[];
  private trouble: Trouble | undefined;

  constructor(
    private readonly integrand: Integrand,
    private readonly grid: Grid,
    private readonly points: number,
    private readonly upTo: number,
  ) {
    this.point = new Float64Array(integrand.dimension - 1);
    this.merges = Array.from({ length: integrand.dimension }, (_, variable) =>
      mergesOf(integrand.dimension - variable, upTo),
    );
  }

  total(): Total {
    const { sums, shares, edges, breaks } = this.level(0);
    const values = sums.subarray(0, sums.length - 1);
    const { rest, trouble } = remainder(shares, edges, breaks, this.grid.reaches[0]!);
    return { values, absolute: sums.at(-1)!, rest, trouble: this.trouble ?? trouble };
  }

  /** Sums over a variable and all after it: one an exponent, then that of absolute values. */
  private level(variable: number) {
    const breaks = this.integrand.breaksIn(variable, this.point);
    const edges = panelEdges(this.grid.reaches[variable]!, this.grid.width, breaks);
    const { nodes, weights } = panelRule(edges, this.points);
    const isLast = variable === this.integrand.dimension - 1;
    const line = isLast ? this.finite(this.integrand.onLine(this.point, nodes), nodes) : undefined;
    const merge = this.merges[variable]!;
    const sums = new Float64Array(merge.length + 1);
    const shares = new Float64Array(edges.length - 1);
    const hermite = new Float64Array(this.upTo + 1);
    for (let i = 0; i < nodes.length; i++) {
      const weight = weights[i]! * INV_ROOT_TAU * exp((-nodes[i]! * nodes[i]!) / 2);
      const inner = line ? single(line[i]!) : this.inner(variable, nodes[i]!);
      orthonormalHermite(nodes[i]!, hermite);
      for (let m = 0; m < merge.length; m++) {
        const [k, index] = merge[m]!;
        sums[m]! += weight * hermite[k!]! * inner[index!]!;
      }
      const absolute = weight * inner.at(-1)!;
      sums[merge.length]! += absolute;
      shares[Math.floor(i / this.points)]! += absolute;
    }
    return { sums, shares, edges, breaks };
  }

  private inner(variable: number, node: number): Float64Array {
    this.point[variable] = node;
    const { sums, shares, edges, breaks } = this.level(variable + 1);
    if (!this.trouble && breaks.some(({ isSingular }) => isSingular)) {
      this.trouble = remainder(shares, edges, breaks, this.grid.reaches[variable + 1]!).trouble;
    }
    return sums;
  }

  private finite(values: Float64Array, nodes: Float64Array): Float64Array {
    const others = this.point.reduce((sum, x) => sum + x * x, 0);
    return values.map((value, i) => {
      if (Number.isFinite(value)) return value;
      if (others + nodes[i]! * nodes[i]! < FAR * FAR) {
        this.trouble ??= { kind: Number.isNaN(value) ? 'undefined' : 'infinite', at: nodes[i]! };
      }
      return 0;
    });
  }
}

const pair = new Float64Array(2);

function single(value: number): Float64Array {
  pair[0] = value;
  pair[1] = Math.abs(value);
  return pair;
}

/** For each exponent of so many variables: that of the first, and where the others' is among theirs. */
function mergesOf(dimension: number, upTo: number): readonly (readonly [number, number])[] {
  const places = new Map(multiIndices(dimension - 1, upTo).map((index, i) => [index.join(), i]));
  return multiIndices(dimension, upTo).map(([k, ...inner]) => [k!, places.get(inner.join())!]);
}
