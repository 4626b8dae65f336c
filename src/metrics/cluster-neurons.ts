import { clusterProjection } from './neuron-parts.ts';
import { isOfPair, type Metric } from './view.ts';

/** [μ₁, −μ₁, μ₂, −μ₂]: how many neurons point to each cluster, μ₁ or −μ₁ where a ≥ 0 and μ₂ or −μ₂ where a < 0. */
export const clusterNeurons: Metric = {
  name: 'clusterNeurons',
  doc: 'neurons that point to each cluster, in the order μ1, −μ1, μ2, −μ2; a cluster with none cannot be learned',
  source: 'derived',
  length: 4,
  measure(view) {
    if (!isOfPair(view)) return undefined;
    const counts = [0, 0, 0, 0];
    for (let j = 0; j < view.network.width; j++) {
      const which = view.layers.secondLayer[j]! >= 0 ? 0 : 1;
      const along = clusterProjection(view.layers, view, j, which);
      counts[2 * which + (along >= 0 ? 0 : 1)]! += 1;
    }
    return counts;
  },
};
