import type { Layers } from '../engines/engine.ts';
import { neuronParts, type XorNetwork } from '../metrics/neuron-parts.ts';
import { perpendicular, secondLayer } from '../metrics/neurons.ts';
import type { Metric, View } from '../metrics/view.ts';
import { clusterMargins, opposite, signal } from '../metrics/xor.ts';
import type { Sight } from './twin.ts';

/** What twins made of neurons share with the run's metrics. */
const shared: readonly Metric[] = [signal, opposite, perpendicular, secondLayer, clusterMargins];

/** The shared metrics of a network of XOR, which need no more of a view than the network itself. */
export function neuronsSight(view: View, network: XorNetwork): Sight {
  const own: View = { ...view, ...network, parts: neuronParts(network) };
  return Object.fromEntries(shared.map((metric) => [metric.name, metric.measure(own)]));
}

/** ‖θ − θ′‖/‖θ‖ over all numbers of two lists of arrays, the run's first. */
export function relativeDistance(
  run: readonly ArrayLike<number>[],
  twin: readonly ArrayLike<number>[],
): number {
  let difference = 0;
  let size = 0;
  for (const [k, values] of run.entries()) {
    for (let i = 0; i < values.length; i++) {
      const gap = values[i]! - twin[k]![i]!;
      difference += gap * gap;
      size += values[i]! * values[i]!;
    }
  }
  return Math.sqrt(difference / size);
}

/** ‖W − W′‖/‖W‖ over both layers. */
export function weightDistance(run: Layers, twin: Layers): number {
  return relativeDistance([run.firstLayer, run.secondLayer], [twin.firstLayer, twin.secondLayer]);
}

/** In words, for the kinds that measure it. */
export const WEIGHT_DISTANCE = '‖W − W′‖/‖W‖ over both layers';
