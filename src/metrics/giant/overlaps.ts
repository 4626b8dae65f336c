import { cosines, type GiantMetric, type GiantView, MOST_DIRECTIONS, normOf } from './view.ts';

/** Mean over neurons of the size of each of r cosines. */
function meanSizes(all: Float64Array, { inputDim, width, directions }: GiantView): number[] {
  const r = directions.length / inputDim;
  const sums = Array.from({ length: r }, () => 0);
  for (const [i, cosine] of all.entries()) sums[i % r]! += Math.abs(cosine);
  return sums.map((sum) => sum / width);
}

/** Mean |cos ∠(w_j, v_k)| of each direction v_k. */
export const overlaps: GiantMetric = {
  name: 'overlaps',
  length: MOST_DIRECTIONS,
  symbol: '|cos ∠(w, v_k)|',
  doc: 'mean over neurons of the size of the cosine with each direction of the target',
  source: 'arXiv 2305.18270',
  measure: (view) => meanSizes(cosines(view.layers.firstLayer, view), view),
};

/** Mean |cos ∠(g_j, v_k)| of each direction v_k, g_j the gradient of neuron j in the step that led here. */
export const gradientOverlaps: GiantMetric = {
  name: 'gradientOverlaps',
  length: MOST_DIRECTIONS,
  symbol: '|cos ∠(g, v_k)|',
  doc: 'mean over neurons of the size of the cosine of the gradient with each direction of the target',
  source: 'arXiv 2305.18270',
  measure: (view) => view.gradient && meanSizes(cosines(view.gradient, view), view),
};

/** Root mean square over neurons of ‖P w_j‖/‖w_j‖, P the projection on the directions of the target. */
export const alignment: GiantMetric = {
  name: 'alignment',
  symbol: '‖P w‖/‖w‖',
  doc: 'root mean square over neurons of the share of the norm within the directions of the target',
  source: 'arXiv 2305.18270',
  measure: (view) => rootMeanShare(view.layers.firstLayer, view),
};

/** The same of the gradient of the step that led here. */
export const gradientAlignment: GiantMetric = {
  name: 'gradientAlignment',
  symbol: '‖P g‖/‖g‖',
  doc: 'root mean square over neurons of the share of the gradient within the directions of the target',
  source: 'arXiv 2305.18270',
  measure: (view) => view.gradient && rootMeanShare(view.gradient, view),
};

function rootMeanShare(rows: GiantView['layers']['firstLayer'], view: GiantView): number {
  let square = 0;
  for (const cosine of cosines(rows, view)) square += cosine * cosine;
  return Math.sqrt(square / view.width);
}

/** Mean ‖w_j‖. */
export const rowNorm: GiantMetric = {
  name: 'rowNorm',
  symbol: '‖w‖',
  doc: 'mean norm of a neuron',
  measure({ layers, width, inputDim }) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += normOf(layers.firstLayer, j, inputDim);
    return sum / width;
  },
};
