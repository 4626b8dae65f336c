import type { Activation } from '../engines/engine.ts';
import { tanh as hyperbolicTangent } from '../numerics/elementary.ts';
import type { Kind } from '../settings/kind.ts';

/** tanh z. Its Hermite coefficients have no closed form; the even ones are 0. */
export const tanh: Kind<Record<never, never>, Activation> = {
  name: 'tanh',
  doc: 'tanh z, odd, between −1 and 1; its even Hermite coefficients are 0',
  settings: {},
  create: () => ({
    name: 'tanh',
    parameters: [],
    value: hyperbolicTangent,
    derivative: (z) => 1 - hyperbolicTangent(z) * hyperbolicTangent(z),
  }),
};
