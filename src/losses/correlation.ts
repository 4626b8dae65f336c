import type { Loss } from '../engines/engine.ts';
import type { Kind } from '../settings/kind.ts';

/** ℓ = −y f: the squared loss to first order at f = 0; a step then does not depend on the second layer's size. */
export const correlation: Kind<Record<never, never>, Loss> = {
  name: 'correlation',
  doc: '−y f, the squared loss to first order at f = 0; it has no minimum',
  source: 'arXiv 2305.18270',
  settings: {},
  create: () => ({
    name: 'correlation',
    scale: 1,
    value: (output, label) => -label * output,
    derivative: (_output, label) => -label,
  }),
};
