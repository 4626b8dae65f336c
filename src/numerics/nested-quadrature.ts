import { exp } from './elementary.ts';
import { type GaussianIntegrals, remainder, sharesOf, type Trouble } from './gaussian-quadrature.ts';
import { type Break, orthonormalHermite, panelEdges, panelRule, type Rule } from './quadrature.ts';
import { cutSteep, type Steep } from './steep.ts';

/** A function of two to four variables. */
export interface Integrand {
  readonly dimension: number;
  /** Its values along the last variable, the others fixed. */
  onLine(others: Float64Array, last: Float64Array): Float64Array;
  /** Where it is not smooth in a variable, those before it fixed. */
  breaksIn(variable: number, earlier: Float64Array): readonly Break[];
  /** Arguments of steep functions whose last variable is this one. */
  steepsIn(variable: number, earlier: Float64Array): readonly Steep[];
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
 * E[f Π h_{k_i}] for all exponents of `multiIndices`, by Gauss–Legendre on panels in one variable after the other; error
 * bounds are estimates: the difference of two resolutions.
 */
export function nestedIntegrals(integrand: Integrand, upTo: number): GaussianIntegrals {
  const grid = grids[integrand.dimension]!;
  const [coarse, fine] = grid.points.map((points) => totalOf(integrand, grid, points, upTo));
  const { values, absolute, rest } = fine!;
  const errorBounds = values.map(
    (value, k) => Math.abs(value - coarse!.values[k]!) + rest + ROUNDING * absolute,
  );
  return { values, errorBounds, ...troubleOf(coarse!, fine!) };
}

/** Of mass of which all, or too large a part, lies between nodes. */
function troubleOf(coarse: Total, fine: Total): Pick<GaussianIntegrals, 'trouble'> {
  if (fine.trouble) return { trouble: fine.trouble };
  if (fine.absolute <= NOTHING) return { trouble: { kind: 'unresolved', at: NaN } };
  const gap = Math.abs(fine.absolute - coarse.absolute);
  return gap > UNSETTLED * fine.absolute ? { trouble: { kind: 'infinite', at: NaN } } : {};
}

const ROUNDING = 2 ** -46;
/** If the sum of absolute values changes by this share between resolutions, no value is told. */
const UNSETTLED = 0.1;
/** A function with smaller values is said to be missed. */
const NOTHING = 1e-30;
const CUT = { most: 16, samples: 4, limit: 256 };
const INV_ROOT_TAU = 0.3989422804014327;
/** Beyond this distance from 0, what is not finite is an overflow. */
const FAR = 12;

interface Total {
  readonly values: Float64Array;
  readonly absolute: number;
  readonly rest: number;
  readonly trouble?: Trouble | undefined;
}

/** What goes through all variables at one resolution. */
interface Pass {
  readonly integrand: Integrand;
  readonly grid: Grid;
  readonly points: number;
  readonly upTo: number;
  readonly merges: readonly (readonly (readonly [number, number])[])[];
  /** Panels of each variable where it has no breaks. */
  readonly plain: readonly { readonly edges: Float64Array; readonly rule: Rule }[];
  /** Values of the variables so far. */
  readonly point: Float64Array;
  /** The first that was met. */
  trouble: Trouble | undefined;
}

function totalOf(integrand: Integrand, grid: Grid, points: number, upTo: number): Total {
  const { dimension } = integrand;
  const merges = Array.from({ length: dimension }, (_, variable) => mergesOf(dimension - variable, upTo));
  const point = new Float64Array(dimension - 1);
  const plain = grid.reaches.map((reach) => {
    const edges = panelEdges(reach, grid.width, []);
    return { edges, rule: panelRule(edges, points) };
  });
  const pass: Pass = { integrand, grid, points, upTo, merges, plain, point, trouble: undefined };
  const { sums, shares, edges, breaks } = level(pass, 0);
  const { rest, trouble } = remainder(shares, edges, breaks, grid.reaches[0]!);
  return {
    values: sums.subarray(0, sums.length - 1),
    absolute: sums.at(-1)!,
    rest,
    trouble: pass.trouble ?? trouble,
  };
}

/** Sums over a variable and all after it: one an exponent, then that of absolute values. */
function level(pass: Pass, variable: number) {
  const { breaks, edges, cut } = panelsIn(pass, variable);
  const isPlain = cut === pass.plain[variable]!.edges;
  const { nodes, weights } = isPlain ? pass.plain[variable]!.rule : panelRule(cut, pass.points);
  const isLast = variable === pass.integrand.dimension - 1;
  const line = isLast ? finite(pass, pass.integrand.onLine(pass.point, nodes), nodes) : undefined;
  const merge = pass.merges[variable]!;
  const sums = new Float64Array(merge.length + 1);
  const panels = new Float64Array(cut.length - 1);
  const hermite = new Float64Array(pass.upTo + 1);
  for (let i = 0; i < nodes.length; i++) {
    const weight = weights[i]! * INV_ROOT_TAU * exp((-nodes[i]! * nodes[i]!) / 2);
    const inner = line ? single(line[i]!) : innerSums(pass, variable, nodes[i]!);
    orthonormalHermite(nodes[i]!, hermite);
    for (let m = 0; m < merge.length; m++) {
      const [k, index] = merge[m]!;
      sums[m]! += weight * hermite[k!]! * inner[index!]!;
    }
    const absolute = weight * inner.at(-1)!;
    sums[merge.length]! += absolute;
    panels[Math.floor(i / pass.points)]! += absolute;
  }
  return { sums, shares: sharesOf(panels, cut, edges), edges, breaks };
}

function panelsIn(pass: Pass, variable: number) {
  const { integrand, grid, point } = pass;
  const breaks = integrand.breaksIn(variable, point);
  const { edges } =
    breaks.length === 0
      ? pass.plain[variable]!
      : { edges: panelEdges(grid.reaches[variable]!, grid.width, breaks) };
  const cut = cutSteep(edges, integrand.steepsIn(variable, point), CUT);
  if (!cut) pass.trouble ??= { kind: 'unresolved', at: NaN };
  return { breaks, edges, cut: cut ?? edges };
}

function innerSums(pass: Pass, variable: number, node: number): Float64Array {
  pass.point[variable] = node;
  const { sums, shares, edges, breaks } = level(pass, variable + 1);
  if (!pass.trouble && breaks.some(({ isSingular }) => isSingular)) {
    pass.trouble = remainder(shares, edges, breaks, pass.grid.reaches[variable + 1]!).trouble;
  }
  return sums;
}

function finite(pass: Pass, values: Float64Array, nodes: Float64Array): Float64Array {
  const others = pass.point.reduce((sum, x) => sum + x * x, 0);
  return values.map((value, i) => {
    if (Number.isFinite(value)) return value;
    if (others + nodes[i]! * nodes[i]! < FAR * FAR) {
      pass.trouble ??= { kind: Number.isNaN(value) ? 'undefined' : 'infinite', at: nodes[i]! };
    }
    return 0;
  });
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
