import type { Kind } from '../settings/kind.ts';
import type { Inputs } from './inputs.ts';

/** Uniform on {−1, +1}ᵈ. */
export const hypercube: Kind<Record<never, never>, Inputs> = {
  name: 'hypercube',
  doc: 'each coordinate −1 or +1 with probability 1/2, independently',
  source: 'arXiv 2309.15111, abstract',
  settings: {},
  create: () => ({
    samples: 'signs',
    draw(engine, key, first, count, out) {
      if (out.kind === 'signs') engine.drawSigns(key, first, count, out);
    },
  }),
};
