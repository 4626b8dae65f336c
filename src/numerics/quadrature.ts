import { cos } from './elementary.ts';

/** Where a function is not smooth. */
export interface Break {
  readonly at: number;
  /** Whether it or its derivative may be infinite there, not only jump. */
  readonly isSingular: boolean;
}

/** ∫ f ≈ Σ weights[i] f(nodes[i]). */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const rules = new Map<number, Rule>();

/** Gauss–Legendre on [−1, 1], exact for polynomials up to degree 2 count − 1. */
function gaussLegendre(count: number): Rule {
  const known = rules.get(count);
  if (known) return known;
  const nodes = Float64Array.from({ length: count }, (_, i) => legendreRoot(count, i));
  const weights = nodes.map((x) => {
    const slope = legendre(count, x)[1];
    return 2 / ((1 - x * x) * slope * slope);
  });
  rules.set(count, { nodes, weights });
  return { nodes, weights };
}

/** The i-th root by Newton's method, which ends at rounding in a few steps from Tricomi's guess. */
function legendreRoot(count: number, i: number): number {
  let x = -cos((Math.PI * (i + 0.75)) / (count + 0.5));
  for (let step = 0; step < 8; step++) {
    const [value, slope] = legendre(count, x);
    x -= value / slope;
  }
  return x;
}

/** P_n(x) and its derivative. */
function legendre(n: number, x: number): readonly [number, number] {
  let [before, value] = [1, x];
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return [value, (n * (x * value - before)) / (x * x - 1)];
}

/** A singularity is approached by panels each a quarter of the one before: 4^−26 is 2·10^−16. */
const GRADES = 26;

/** Ends of panels on [−reach, reach]: multiples of `width` (a divisor of reach), breaks, and ever closer ones to singular breaks. */
export function panelEdges(reach: number, width: number, breaks: readonly Break[]): Float64Array {
  const edges = new Set<number>();
  for (let k = Math.round(-reach / width); k * width <= reach; k++) edges.add(k * width);
  for (const { at, isSingular } of breaks) {
    if (Math.abs(at) >= reach) continue;
    edges.add(at);
    for (let grade = 0, step = width; isSingular && grade < GRADES; grade++, step /= 4) {
      if (at - step > -reach) edges.add(at - step);
      if (at + step < reach) edges.add(at + step);
    }
  }
  return Float64Array.from(edges).sort();
}

/** Gauss–Legendre on each panel. */
export function panelRule(edges: Float64Array, count: number): Rule {
  const { nodes, weights } = gaussLegendre(count);
  const size = (edges.length - 1) * count;
  const rule = { nodes: new Float64Array(size), weights: new Float64Array(size) };
  for (let panel = 0; panel + 1 < edges.length; panel++) {
    const half = (edges[panel + 1]! - edges[panel]!) / 2;
    for (let i = 0; i < count; i++) {
      // from the nearer end, for nodes next to a singularity at 0 or elsewhere
      const x = nodes[i]!;
      const node = x < 0 ? edges[panel]! + half * (1 + x) : edges[panel + 1]! - half * (1 - x);
      rule.nodes[panel * count + i] = node;
      rule.weights[panel * count + i] = half * weights[i]!;
    }
  }
  return rule;
}

/** Fills in He_k(x)/√k!, k < out.length. */
export function orthonormalHermite(x: number, out: Float64Array): void {
  out[0] = 1;
  if (out.length > 1) out[1] = x;
  for (let k = 2; k < out.length; k++) {
    out[k] = (x * out[k - 1]! - Math.sqrt(k - 1) * out[k - 2]!) / Math.sqrt(k);
  }
}
