import type { Kind } from '../settings/kind.ts';
import type { Inputs } from './inputs.ts';

/** Standard Gaussian on ℝᵈ; targets on signs take the signs of its coordinates. */
export const gaussian: Kind<Record<never, never>, Inputs> = {
  name: 'gaussian',
  doc: 'each coordinate standard Gaussian, independently; labels follow the signs',
  source: 'arXiv 2309.15111 leaves it open',
  settings: {},
  create: () => ({
    samples: 'dense',
    draw(engine, key, first, count, out) {
      if (out.kind === 'dense') engine.drawGaussians(key, first, count, out);
    },
  }),
};
