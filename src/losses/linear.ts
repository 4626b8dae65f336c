import type { Loss } from '../engines/engine.ts';
import type { Kind } from '../settings/kind.ts';
import { logistic } from './logistic.ts';

const settings = { lossScale: logistic.settings.lossScale };

/** ℓ₀ = lossScale · (ln 2 − y f/2): the logistic loss to first order at f = 0, what drives the first phase. */
export const linear: Kind<typeof settings, Loss> = {
  name: 'linear',
  doc: 'lossScale · (ln 2 − y f/2), the logistic loss to first order at f = 0; it has no minimum',
  source: 'arXiv 2309.15111',
  settings,
  create: ({ lossScale }) => ({
    name: 'linear',
    scale: lossScale,
    value: (output, label) => lossScale * (Math.LN2 - (label * output) / 2),
    derivative: (_output, label) => (-lossScale * label) / 2,
  }),
};
