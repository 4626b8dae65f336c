import type { Kind, Rule } from '../settings/kind.ts';
import type { Initialization } from './initialization.ts';
import { sphere } from './sphere.ts';

const isEven: Rule = ({ width }) =>
  (width as number) % 2 === 1 ? { key: 'width', allowed: 'even for neurons in pairs' } : undefined;

/**
 * Neurons in pairs that cancel: the first half as `sphere` draws it, then each once more with −a, so that f = 0 at
 * the start. Neuron j and neuron j + p/2 are a pair.
 */
export const paired: Kind<typeof sphere.settings, Initialization> = {
  name: 'paired',
  doc: 'the first p/2 neurons as sphere draws them, then each once more with −a: the output is 0 at the start',
  source: 'arXiv 2305.18270',
  settings: sphere.settings,
  rules: [isEven],
  create(settings) {
    const { draw } = sphere.create(settings);
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
