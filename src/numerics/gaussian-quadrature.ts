import { exp } from './elementary.ts';
import { type Break, orthonormalHermite, panelEdges, panelRule, type Rule } from './quadrature.ts';
import { cutSteep, type Steep } from './steep.ts';

/** Why an integral has no value. */
export interface Trouble {
  readonly kind: 'infinite' | 'undefined' | 'unresolved';
  /** Where; NaN where that is not known. */
  readonly at: number;
}

/** E[f h_k] with h_k = He_k/√k! and a standard Gaussian argument. */
export interface GaussianIntegrals {
  readonly values: Float64Array;
  /** Estimates, from two resolutions. */
  readonly errorBounds: Float64Array;
  readonly trouble?: Trouble;
}

/** f at all nodes; NaN or infinite where it has no value. */
export type Sampled = (nodes: Float64Array) => Float64Array;

/** e^(−x²/4) is a normal number as far as this. */
const REACH = 50;
/** Where the density is below 10^−49: what is not finite beyond is an overflow, not a place without a value. */
const FAR = 15;
const POINTS = 16;
const WIDEST = 0.5;
/** Narrower than this, two resolutions that agree are believed. */
const SETTLED = 1 / 8;
const NARROWEST = 1 / 32;
/** The argument of a steep function may change so much over a panel, in panel widths. */
const MOST_CHANGE = 16;
const MOST_CUTS = 2 ** 14;
/** Rounding of the function, of weights and of the sums, relative to the sum of absolute values. */
const ROUNDING = 2 ** -48;
const INV_ROOT_TAU = 0.3989422804014327;

/**
 * E[f h_k], k = 0 … upTo, by Gauss–Legendre on panels that end at the breaks and get narrower until halving them
 * changes nothing. Error bounds are estimates: the change by the last halving, rounding, and what is left out.
 *
 * @param breaks all places where f is not smooth; between them it is taken to be
 * @param steeps all arguments of functions in it that may change fast
 */
export function gaussianIntegrals(
  f: Sampled,
  breaks: readonly Break[],
  upTo: number,
  steeps: readonly Steep[] = [],
): GaussianIntegrals {
  let coarse = sumsOf(f, panelsOf(WIDEST, breaks, steeps), breaks, upTo);
  let before: GaussianIntegrals | undefined;
  for (let width = WIDEST / 2; ; width /= 2) {
    const fine = sumsOf(f, panelsOf(width, breaks, steeps), breaks, upTo);
    if (before && fine.trouble?.kind === 'unresolved') return before;
    const errorBounds = fine.values.map(
      (value, k) => Math.abs(value - coarse.values[k]!) + ROUNDING * fine.absolutes[k]! + fine.rest,
    );
    const isSettled = errorBounds.every((bound, k) => bound <= 4 * ROUNDING * fine.absolutes[k]! + fine.rest);
    if (fine.trouble || (isSettled && width <= SETTLED) || width <= NARROWEST)
      return { ...fine, errorBounds };
    before = { values: fine.values, errorBounds };
    coarse = fine;
  }
}

/** Panels by width and breaks, and cut where f is steep. */
interface Panels {
  readonly edges: Float64Array;
  readonly cut: Float64Array | undefined;
}

function panelsOf(width: number, breaks: readonly Break[], steeps: readonly Steep[]): Panels {
  const edges = panelEdges(REACH, width, breaks);
  return {
    edges,
    cut: cutSteep(edges, steeps, { most: MOST_CHANGE * width, samples: POINTS, limit: MOST_CUTS }),
  };
}

interface Sums {
  readonly values: Float64Array;
  /** Σ |weight f h_k|. */
  readonly absolutes: Float64Array;
  /** A bound on what is left out at infinity and next to singularities. */
  readonly rest: number;
  readonly trouble?: Trouble;
}

function sumsOf(f: Sampled, { edges, cut }: Panels, breaks: readonly Break[], upTo: number): Sums {
  if (!cut) return unresolved(upTo);
  const rule = panelRule(cut, POINTS);
  const values = f(rule.nodes);
  const undefinedAt = firstNotFinite(rule.nodes, values);
  const reach =
    undefinedAt === undefined ? REACH : WIDEST * Math.floor(Math.abs(rule.nodes[undefinedAt]!) / WIDEST);
  const sums = addUp(rule, values, reach, upTo);
  if (undefinedAt !== undefined && Math.abs(rule.nodes[undefinedAt]!) < FAR) {
    const kind = Number.isNaN(values[undefinedAt]!) ? 'undefined' : 'infinite';
    return { ...sums, rest: 0, trouble: { kind, at: placeOf(rule.nodes, values, undefinedAt) } };
  }
  return { ...sums, ...remainder(sharesOf(sums.panels, cut, edges), edges, breaks, reach) };
}

function unresolved(upTo: number): Sums {
  const nothing = new Float64Array(upTo + 1);
  return { values: nothing, absolutes: nothing, rest: Infinity, trouble: { kind: 'unresolved', at: NaN } };
}

/** Shares of panels from those of the panels they were cut in. */
export function sharesOf(panels: Float64Array, cut: Float64Array, edges: Float64Array): Float64Array {
  const shares = new Float64Array(edges.length - 1);
  for (let i = 0, panel = 0; i < panels.length; i++) {
    if (cut[i]! >= edges[panel + 1]!) panel++;
    shares[panel]! += panels[i]!;
  }
  return shares;
}

/** A node where a function has no value: the one nearest to 0. */
function firstNotFinite(nodes: Float64Array, values: Float64Array): number | undefined {
  let first: number | undefined;
  for (let i = 0; i < nodes.length; i++) {
    if (Number.isFinite(values[i]!)) continue;
    if (first === undefined || Math.abs(nodes[i]!) < Math.abs(nodes[first]!)) first = i;
  }
  return first;
}

/** A place without a value for the same reason: a multiple of 1/2 where it is so all about, such as −1/2 for √z. */
function placeOf(nodes: Float64Array, values: Float64Array, first: number): number {
  const from = nodes[first]!;
  const isSame = (i: number) => Object.is(values[i], values[first]);
  const step = isSame(first - 1) ? -1 : 1;
  let last = first;
  while (isSame(last + step) && Math.abs(nodes[last]! - from) < 1) last += step;
  const to = nodes[last]!;
  return Math.abs(to - from) < 1 ? from : Math.round(from + to) / 2;
}

/** Sums over nodes nearer to 0 than `reach`, and of the largest |weight f h_k| over k in each panel. */
function addUp({ nodes, weights }: Rule, f: Float64Array, reach: number, upTo: number) {
  const values = new Float64Array(upTo + 1);
  const absolutes = new Float64Array(upTo + 1);
  const panels = new Float64Array(nodes.length / POINTS);
  const hermite = new Float64Array(upTo + 1);
  for (let i = 0; i < nodes.length; i++) {
    if (Math.abs(nodes[i]!) >= reach) continue;
    const root = exp((-nodes[i]! * nodes[i]!) / 4);
    const weighted = f[i]! * root * (weights[i]! * INV_ROOT_TAU);
    orthonormalHermite(nodes[i]!, hermite);
    let largest = 0;
    for (let k = 0; k <= upTo; k++) {
      const term = weighted * (hermite[k]! * root);
      values[k]! += term;
      absolutes[k]! += Math.abs(term);
      largest = Math.max(largest, Math.abs(term));
    }
    panels[Math.floor(i / POINTS)]! += largest;
  }
  return { values, absolutes, panels };
}

/** Shares of the sum that do not matter. */
const NEGLIGIBLE = 1e-15;
/** A sequence of panels whose shares do not fall by this factor has no finite sum, as far as can be told. */
const FALLING = 0.99;
/** So many panels towards a place, each a quarter of the one before, with shares that grow: it has a pole. */
const GROWING = 11;
/** Of so many panels. */
const SEEN = 26;

/** A bound on what lies beyond the outermost panels and next to singular breaks, judged by how panels' shares fall. */
export function remainder(
  panels: Float64Array,
  edges: Float64Array,
  breaks: readonly Break[],
  reach: number,
): Pick<Sums, 'rest' | 'trouble'> {
  const total = panels.reduce((sum, share) => sum + share, 0);
  let rest = 0;
  for (const { shares, at } of sequences(panels, edges, breaks, reach)) {
    const left = beyond(shares, total);
    if (left === Infinity) return { rest, trouble: { kind: 'infinite', at } };
    rest += left;
  }
  return { rest };
}

/** Shares of panels on the way to −∞, ∞ and singular breaks from both sides, the nearest first. */
function* sequences(panels: Float64Array, edges: Float64Array, breaks: readonly Break[], reach: number) {
  const first = edges.indexOf(-reach);
  const last = edges.indexOf(reach) - 1;
  yield { at: -Infinity, shares: panels.slice(first, first + GROWING) };
  yield { at: Infinity, shares: panels.slice(Math.max(last + 1 - GROWING, 0), last + 1).reverse() };
  for (const { at, isSingular } of breaks) {
    const panel = edges.indexOf(at);
    if (!isSingular || panel < 0) continue;
    yield { at, shares: panels.slice(panel, panel + SEEN) };
    yield { at, shares: panels.slice(Math.max(panel - SEEN, 0), panel).reverse() };
  }
}

function beyond(shares: Float64Array, total: number): number {
  const [nearest, next] = shares as unknown as [number, number];
  const peak = shares.indexOf(Math.max(...shares));
  if (shares.length - peak > GROWING && shares[peak]! > NEGLIGIBLE * total) return Infinity;
  if (nearest <= NEGLIGIBLE * total) return 0;
  return nearest < FALLING * next ? nearest / (1 - nearest / next) : Infinity;
}
