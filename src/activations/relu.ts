import type { Activation } from '../engines/engine.ts';
import { relu as rectifier } from '../engines/relu.ts';
import type { Kind } from '../settings/kind.ts';

/** max(z, 0). Its Hermite coefficients: c_0 = 1/√(2π), c_1 = 1/2, c_{2m} = (−1)^{m−1} (2m − 3)!!/√(2π), else 0. */
export const relu: Kind<Record<never, never>, Activation> = {
  name: 'relu',
  doc: 'max(z, 0); its odd Hermite coefficients from the third on are 0',
  settings: {},
  create: () => rectifier,
};
