import { rootMeanSquare, weightedMedian } from '../numerics/statistics.ts';
import {
  clusterProjection,
  clusterProjections,
  type NeuronParts,
  rewardedDirection,
  squaredNorms,
} from './neuron-parts.ts';
import { isOfPair, type Metric, type View } from './view.ts';

const source = 'arXiv 2309.15111, in the notation of docs/notation.md';

/** Measured where the label depends on two coordinates, as XOR does; absent elsewhere. */
const ofPair =
  (measure: (view: View) => number | readonly number[]): Metric['measure'] =>
  (view) =>
    isOfPair(view) ? measure(view) : undefined;

const rmsPart = (name: keyof NeuronParts, symbol: string): Metric => ({
  name,
  symbol,
  doc: `root mean square over neurons of the norm of the ${name} part`,
  source,
  measure: ofPair((view) => rootMeanSquare(view.parts[name])),
});

/** Along the cluster direction that the sign of a rewards. */
export const signal = rmsPart('signal', '‖w_sig‖');
/** Along the other cluster direction. */
export const opposite = rmsPart('opposite', '‖w_opp‖');

/** Σ_j w_j(t)·w_j(0) / Σ_j ‖w_j(0)‖² along one of the two cluster directions, chosen by the sign of a_j(0). */
function growth(view: View, alongSignal: boolean): number {
  const rewarded = rewardedDirection(view.clusterLabels);
  let covariance = 0;
  let variance = 0;
  const other = rewarded === 0 ? 1 : 0;
  for (let j = 0; j < view.network.width; j++) {
    const which = view.start.secondLayer[j]! >= 0 === alongSignal ? rewarded : other;
    const before = clusterProjection(view.start, view, j, which);
    covariance += before * clusterProjection(view.layers, view, j, which);
    variance += before * before;
  }
  return covariance / variance;
}

/** Grows as exp(T/√(2π)) while signal is being found: noise is independent of the start, so it averages out. */
export const signalGrowth: Metric = {
  name: 'signalGrowth',
  doc: 'Σ w(t)·w(0) / Σ ‖w(0)‖² along the signal direction',
  source: 'derived',
  measure: ofPair((view) => growth(view, true)),
};

/** Shrinks as exp(−T/√(2π)) meanwhile. */
export const oppositeGrowth: Metric = {
  name: 'oppositeGrowth',
  doc: 'Σ w(t)·w(0) / Σ ‖w(0)‖² along the opposite direction',
  source: 'derived',
  measure: ofPair((view) => growth(view, false)),
};

/** The clock of phase 1. */
export const signalRatio: Metric = {
  name: 'signalRatio',
  doc: '‖w‖²-weighted median over neurons of signal/perpendicular; phase 1 ends when it crosses 1',
  source: 'derived',
  measure: ofPair((view) => {
    const parts = view.parts;
    return weightedMedian(
      parts.signal.map((s, j) => s / parts.perpendicular[j]!),
      squaredNorms(parts),
    );
  }),
};

const HEAVY = 0.3;

/** Share of the neurons that have left nearly all but their signal behind. */
export const heavyFraction: Metric = {
  name: 'heavyFraction',
  doc: `share of neurons with perpendicular + opposite < ${HEAVY} signal`,
  source: 'derived',
  measure: ofPair((view) => {
    const { signal, opposite, perpendicular } = view.parts;
    const heavy = signal.filter((s, j) => perpendicular[j]! + opposite[j]! < HEAVY * s);
    return heavy.length / signal.length;
  }),
};

/** [μ₁, −μ₁, μ₂, −μ₂]: y(μ) f(μ) of the network on the cluster alone, other coordinates zero. */
export const clusterMargins: Metric = {
  name: 'clusterMargins',
  symbol: 'γ_μ',
  length: 4,
  doc: 'y f of the four clusters alone, in the order μ1, −μ1, μ2, −μ2; phase 2 ends when the smallest is 1',
  source,
  measure: ofPair((view) => {
    const { width, outputScale } = view.network;
    const outputs = [0, 0, 0, 0];
    for (let j = 0; j < width; j++) {
      const [first, second] = clusterProjections(view.layers, view, j);
      const a = outputScale * view.layers.secondLayer[j]!;
      outputs[0]! += a * Math.max(first, 0);
      outputs[1]! += a * Math.max(-first, 0);
      outputs[2]! += a * Math.max(second, 0);
      outputs[3]! += a * Math.max(-second, 0);
    }
    return outputs.map((f, c) => view.clusterLabels[c]! * f);
  }),
};
