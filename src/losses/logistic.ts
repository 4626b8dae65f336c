import { z } from 'zod';
import type { Loss } from '../engines/engine.ts';
import { exp, log1p } from '../numerics/elementary.ts';
import { field, type Kind } from '../settings/kind.ts';

const settings = {
  lossScale: field(z.number().positive().max(1e6).default(2), {
    doc: 'factor before log(1 + exp(−y f)); paper A has 2, which makes −∂ℓ/∂f = y at f = 0',
  }),
};

/** ℓ = lossScale · log(1 + exp(−y f)). */
export const logistic: Kind<typeof settings, Loss> = {
  name: 'logistic',
  doc: 'lossScale · log(1 + exp(−y f))',
  source: 'arXiv 2309.15111',
  settings,
  create: ({ lossScale }) => ({
    name: 'logistic',
    scale: lossScale,
    value(output, label) {
      const margin = label * output;
      return lossScale * (margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin);
    },
    derivative: (output, label) => (-lossScale * label) / (1 + exp(label * output)),
  }),
};
