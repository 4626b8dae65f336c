import { z } from 'zod';
import { drawGaussians } from '../numerics/gaussian.ts';
import type { Key } from '../numerics/philox.ts';
import { drawBlock } from '../numerics/streams.ts';
import { field, type Kind } from '../settings/kind.ts';
import type { Initialization } from './initialization.ts';

const settings = {
  initScale: field(z.number().positive().max(1e6).default(0.1), {
    symbol: 'θ',
    doc: 'norm of each neuron at the start, and size of its second-layer weight',
  }),
};

const SECOND_LAYER_LANE = 1;

/** w_j uniform on the sphere of radius θ, a_j = ±θ with a fair sign, so that |a_j| = ‖w_j‖. */
export const sphere: Kind<typeof settings, Initialization> = {
  name: 'sphere',
  doc: 'w uniform on the sphere of radius initScale, a = ±initScale',
  source: 'arXiv 2309.15111',
  settings,
  create: ({ initScale }) => ({
    draw(key, inputDim, { firstLayer, secondLayer }) {
      const neuron = new Float64Array(inputDim);
      for (let j = 0; j < secondLayer.length; j++) {
        drawDirection(key, j, neuron);
        for (let k = 0; k < inputDim; k++) firstLayer[j * inputDim + k] = initScale * neuron[k]!;
        secondLayer[j] = initScale * fairSign(key, j);
      }
    },
  }),
};

/** A uniform unit vector: Gaussians over their norm. */
function drawDirection(key: Key, index: number, out: Float64Array): void {
  drawGaussians(key, index, out);
  let square = 0;
  for (const x of out) square += x * x;
  if (square === 0) out[0] = square = 1; // possible only in one or two dimensions
  const norm = Math.sqrt(square);
  for (let k = 0; k < out.length; k++) out[k]! /= norm;
}

const words = new Uint32Array(4);

function fairSign(key: Key, index: number): 1 | -1 {
  drawBlock(key, index, 0, SECOND_LAYER_LANE, words);
  return words[0]! & 1 ? -1 : 1;
}
