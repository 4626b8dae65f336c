import { z } from 'zod';
import { field, type Kind } from '../settings/kind.ts';
import type { Optimizer } from './optimizer.ts';

const rate = (layer: string) =>
  field(z.number().min(0).max(1e6).default(1), {
    doc: `the ${layer} layer's step size as a multiple of stepSize; 0 freezes the layer`,
  });

const settings = {
  stepSize: field(z.number().positive().max(1e6).default(0.1), {
    symbol: 'η',
    doc: 'learning rate; time is stepSize × steps',
  }),
  firstLayerRate: rate('first'),
  secondLayerRate: rate('second'),
  meanField: field(z.boolean().default(true), {
    doc: 'multiply gradients by the width p: with outputScale mean, neurons then move at a speed that does not depend on p',
  }),
};

/** w ← w − η p ∂L/∂w, a ← a − η p ∂L/∂a on the mean loss of a fresh batch (without the p when not meanField). */
export const sgd: Kind<typeof settings, Optimizer> = {
  name: 'sgd',
  doc: 'minibatch SGD, both layers at once, fresh samples each step',
  source: 'arXiv 2309.15111',
  settings,
  create({ stepSize, firstLayerRate, secondLayerRate, meanField, width }) {
    const base = stepSize * (meanField ? width : 1);
    return {
      stepSize,
      update: (engine, network, gradient) =>
        engine.descend(network, gradient, base * firstLayerRate, base * secondLayerRate),
    };
  },
};
