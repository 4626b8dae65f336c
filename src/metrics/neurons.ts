import { rootMeanSquare, weightedMedian } from '../numerics/statistics.ts';
import { maskOf, normOutside, squaredNorms } from './neuron-parts.ts';
import { isOfPair, type Metric, type NetworkView } from './view.ts';

const source = 'arXiv 2309.15111, in the notation of docs/notation.md';

/** Norm of each neuron in the coordinates the label depends on. */
function relevantNorms({ layers, network: { inputDim, width }, relevant }: NetworkView): Float64Array {
  const norms = new Float64Array(width);
  for (let j = 0; j < width; j++) {
    let square = 0;
    for (const k of relevant) {
      const weight = layers.firstLayer[j * inputDim + k - 1]!;
      square += weight * weight;
    }
    norms[j] = Math.sqrt(square);
  }
  return norms;
}

/** Norm of each neuron in the others. */
function perpendicularNorms(view: NetworkView): Float64Array {
  if (isOfPair(view)) return view.parts.perpendicular;
  const { inputDim, width } = view.network;
  const mask = maskOf(view.relevant, inputDim);
  return Float64Array.from({ length: width }, (_, j) => normOutside(view, j, mask));
}

/** ‖w_j‖² of every neuron. */
function squaredNormsOf(view: NetworkView): Float64Array {
  if (isOfPair(view)) return squaredNorms(view.parts);
  const others = perpendicularNorms(view);
  return relevantNorms(view).map((norm, j) => norm * norm + others[j]! * others[j]!);
}

/** In the coordinates the label depends on. */
export const relevantPart: Metric = {
  name: 'relevantPart',
  symbol: '‖w_S‖',
  doc: 'root mean square over neurons of the norm in the coordinates the label depends on',
  source: 'derived',
  measure: (view) => rootMeanSquare(relevantNorms(view)),
};

/** In the coordinates the label does not depend on. */
export const perpendicular: Metric = {
  name: 'perpendicular',
  symbol: '‖w_perp‖',
  doc: 'root mean square over neurons of the norm of the perpendicular part',
  source,
  measure: (view) => rootMeanSquare(perpendicularNorms(view)),
};

/** Size of the second layer, a neuron. */
export const secondLayer: Metric = {
  name: 'secondLayer',
  symbol: '|a|',
  doc: 'root mean square over neurons of the second-layer weight',
  measure: ({ layers }) => rootMeanSquare(layers.secondLayer),
};

/** The clock of feature learning for any target. */
export const relevantRatio: Metric = {
  name: 'relevantRatio',
  symbol: '‖w_S‖/‖w_perp‖',
  doc: '‖w‖²-weighted median over neurons of the norm in the coordinates the label depends on / in the others',
  source: 'derived',
  measure(view) {
    const others = perpendicularNorms(view);
    return weightedMedian(
      relevantNorms(view).map((norm, j) => norm / others[j]!),
      squaredNormsOf(view),
    );
  },
};

/** max_j |a_j| − ‖w_j‖: at most 0 (up to rounding) along every run that starts so, while steps are small. */
export const layerImbalance: Metric = {
  name: 'layerImbalance',
  symbol: 'max(|a| − ‖w‖)',
  doc: 'largest |a| − ‖w‖ over neurons; stays ≤ 0 while η × batch gradient norm ≤ 1',
  source,
  measure(view) {
    const squares = squaredNormsOf(view);
    const differences = squares.map((s, j) => Math.abs(view.layers.secondLayer[j]!) - Math.sqrt(s));
    return differences.reduce((largest, difference) => Math.max(largest, difference), -Infinity);
  },
};
