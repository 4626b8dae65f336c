import type { Activation } from '../engines/engine.ts';
import { relu as rectifier } from '../engines/relu.ts';
import type { Kind } from '../settings/kind.ts';

/** max(z, 0). */
export const relu: Kind<Record<never, never>, Activation> = {
  name: 'relu',
  doc: 'max(z, 0); its odd Hermite coefficients from the third on are 0',
  settings: {},
  create: () => rectifier,
};
