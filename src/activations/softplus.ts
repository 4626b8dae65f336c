import type { Activation } from '../engines/engine.ts';
import { exp, log1p } from '../numerics/elementary.ts';
import type { Kind } from '../settings/kind.ts';

/**
 * log(1 + eᶻ) = z/2 + an even function. Its Hermite coefficients: c_1 = 1/2, the odd ones from the third on are 0, as
 * ReLU's; the even ones have no closed form.
 */
export const softplus: Kind<Record<never, never>, Activation> = {
  name: 'softplus',
  doc: 'log(1 + eᶻ), a smooth ReLU; its odd Hermite coefficients from the third on are 0',
  settings: {},
  create: () => ({
    name: 'softplus',
    parameters: [],
    value: (z) => (z > 0 ? z : z - z) + log1p(exp(-Math.abs(z))),
    derivative: (z) => 1 / (1 + exp(-z)),
  }),
};
