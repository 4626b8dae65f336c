import { z } from 'zod';
import { field, type Kind, type Rule } from '../settings/kind.ts';
import type { Initialization } from './initialization.ts';
import { sphere } from './sphere.ts';

const isEven: Rule = ({ width }) =>
  (width as number) % 2 === 1 ? { key: 'width', allowed: 'even for neurons in pairs' } : undefined;

const settings = {
  initScale: field(z.number().positive().max(1e6).default(1), {
    symbol: 'θ',
    doc: 'norm of each neuron at the start, and size of its second-layer weight',
  }),
};

/** The start of `sphere` at scale 1, where the second layer is not small. */
export const unpaired: Kind<typeof settings, Initialization> = {
  ...sphere,
  name: 'unpaired',
  doc: 'w uniform on the sphere of radius initScale, 1 by default, a = ±initScale',
  source: 'arXiv 2305.18270',
  settings,
};

/**
 * Neurons in pairs that cancel: the first half as `sphere` draws it, then each once more with −a, so that f = 0 at
 * the start. Neuron j and neuron j + p/2 are a pair.
 */
export const paired: Kind<typeof settings, Initialization> = {
  name: 'paired',
  doc: 'the first p/2 neurons as sphere draws them, then each once more with −a: the output is 0 at the start',
  source: 'arXiv 2305.18270',
  settings,
  rules: [isEven],
  create(resolved) {
    const { draw } = sphere.create(resolved);
    return {
      draw(key, inputDim, { firstLayer, secondLayer }) {
        const half = secondLayer.length / 2;
        draw(key, inputDim, {
          firstLayer: firstLayer.subarray(0, half * inputDim),
          secondLayer: secondLayer.subarray(0, half),
        });
        firstLayer.copyWithin(half * inputDim, 0, half * inputDim);
        for (let j = 0; j < half; j++) secondLayer[half + j] = -secondLayer[j]!;
      },
    };
  },
};
