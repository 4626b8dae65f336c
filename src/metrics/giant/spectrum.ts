import { leadingSingular } from '../../numerics/singular-values.ts';
import { symmetricEigen } from '../../numerics/symmetric-eigen.ts';
import { cosines, type GiantMetric, type GiantView, MOST_DIRECTIONS } from './view.ts';

/** Singular values of the p×r matrix of cosines ∠(w_j, v_k), over √p, descending. */
export const specialization: GiantMetric = {
  name: 'specialization',
  length: MOST_DIRECTIONS,
  symbol: 's_k/√p',
  doc: 'singular values of the matrix of cosines of neurons with directions over √p: the second tells whether neurons differ',
  source: 'arXiv 2305.18270',
  measure(view) {
    const all = cosines(view.layers.firstLayer, view);
    const r = view.directions.length / view.inputDim;
    const gram = new Float64Array(r * r);
    for (let j = 0; j < view.width; j++) {
      for (let k = 0; k < r; k++)
        for (let l = 0; l < r; l++) gram[k * r + l]! += all[j * r + k]! * all[j * r + l]!;
    }
    const { values } = symmetricEigen(gram, r);
    return values.map((value) => Math.sqrt(Math.max(0, value) / view.width));
  },
};

/** s₁/s₂ of the gradient matrix: how far its largest singular value stands out. */
export const spikeRatio: GiantMetric = {
  name: 'spikeRatio',
  symbol: 's₁/s₂ of G',
  doc: 'largest over second largest singular value of the gradient of the first layer',
  source: 'known from Ba et al. 2022',
  measure(view) {
    const [first, second] = spikeOf(view)?.values ?? [];
    return second ? first! / second : undefined;
  },
};

/** |cos| of the angle between the gradient's leading right singular vector and the mean of y z over its batch. */
export const spikeCosine: GiantMetric = {
  name: 'spikeCosine',
  symbol: 'cos ∠(v₁(G), Zᵀy)',
  doc: 'size of the cosine between the leading right singular vector of the gradient and the mean of y z over its batch',
  source: 'known from Ba et al. 2022',
  measure(view) {
    const { labelSlope } = view;
    const spike = spikeOf(view);
    if (!labelSlope || !spike) return undefined;
    let along = 0;
    let square = 0;
    for (const [k, slope] of labelSlope.entries()) {
      along += slope * spike.right[k]!;
      square += slope * slope;
    }
    return Math.abs(along) / Math.sqrt(square);
  },
};

const spikes = new WeakMap<GiantView, ReturnType<typeof leadingSingular>>();

/** Both metrics of a view need it. */
function spikeOf(view: GiantView) {
  if (!view.gradient) return undefined;
  const known = spikes.get(view) ?? leadingSingular(view.gradient, view.inputDim, 2);
  spikes.set(view, known);
  return known;
}
