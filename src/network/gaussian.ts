import { z } from 'zod';
import { drawGaussians } from '../numerics/gaussian.ts';
import { field, type Kind } from '../settings/kind.ts';
import type { Initialization } from './initialization.ts';

const settings = {
  initScale: field(z.number().positive().max(1e6).default(1), {
    symbol: 'θ',
    doc: 'root mean square of the norm of a neuron at the start, and of its second-layer weight',
  }),
};

/** w_j ~ N(0, θ²/d), a_j ~ N(0, θ²): neurons then make steps of different sizes. */
export const gaussianWeights: Kind<typeof settings, Initialization> = {
  name: 'gaussian-weights',
  doc: 'w ~ N(0, initScale²/d), a ~ N(0, initScale²): neurons make steps of different sizes',
  source: 'arXiv 2305.18270, the single-step notebook of its authors',
  settings,
  create: ({ initScale }) => ({
    draw(key, inputDim, { firstLayer, secondLayer }) {
      const last = 4 * Math.ceil(inputDim / 4); // a block of its own
      const neuron = new Float64Array(last + 1);
      for (let j = 0; j < secondLayer.length; j++) {
        drawGaussians(key, j, neuron);
        for (let k = 0; k < inputDim; k++) {
          firstLayer[j * inputDim + k] = (initScale / Math.sqrt(inputDim)) * neuron[k]!;
        }
        secondLayer[j] = initScale * neuron[last]!;
      }
    },
  }),
};
