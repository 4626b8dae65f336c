import { clusterProjections, squaredNorms } from '../metrics/neuron-parts.ts';
import type { View } from '../metrics/view.ts';
import { exp } from '../numerics/elementary.ts';
import type { Constants } from './constants.ts';

/** Which neurons are signal-heavy: p entries, 1 for those that are. */
export type HeavySet = Readonly<Uint8Array>;

/** exp(6 H) ‖w_perp‖ + ‖w_opp‖ of every neuron: what must be small against its signal. */
export function otherParts({ parts }: View, { headroom }: Pick<Constants, 'headroom'>): Float64Array {
  const factor = exp(6 * headroom);
  return parts.perpendicular.map((r, j) => factor * r + parts.opposite[j]!);
}

/** The neurons with exp(6 H) ‖w_perp‖ + ‖w_opp‖ ≤ ζ ‖w_sig‖. */
export function heavySet(view: View, constants: Pick<Constants, 'headroom' | 'zeta'>): HeavySet {
  const { signal } = view.parts;
  const other = otherParts(view, constants);
  return new Uint8Array(signal.length).map((_, j) => (other[j]! <= constants.zeta * signal[j]! ? 1 : 0));
}

/** The share of Σ‖w‖² that a set of neurons has, 0 … 1; NaN for a network of zeros. */
export function massShare(view: View, set: HeavySet): number {
  const squares = squaredNorms(view.parts);
  let total = 0;
  let within = 0;
  for (let j = 0; j < squares.length; j++) {
    total += squares[j]!;
    if (set[j]) within += squares[j]!;
  }
  return within / total;
}

/**
 * γ̃_μ in the order μ₁, −μ₁, μ₂, −μ₂: the cluster margins that heavy neurons make whose signal points there,
 * outputScale · Σ |a_j| w_j·μ over j ∈ S with w_sig·μ > 0.
 */
export function restrictedMargins(view: View, heavy: HeavySet): number[] {
  const margins = [0, 0, 0, 0];
  for (let j = 0; j < view.network.width; j++) {
    if (!heavy[j]) continue;
    const a = view.layers.secondLayer[j]!;
    const [first, second] = clusterProjections(view.layers, view, j);
    const along = a >= 0 ? first : second;
    const cluster = (a >= 0 ? 0 : 2) + (along >= 0 ? 0 : 1);
    margins[cluster]! += view.network.outputScale * Math.abs(a) * Math.abs(along);
  }
  return margins;
}
