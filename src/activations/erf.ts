import type { Activation } from '../engines/engine.ts';
import { erf as errorFunction, exp } from '../numerics/elementary.ts';
import type { Kind } from '../settings/kind.ts';

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

/** erf z. Its Hermite coefficients: c_{2m+1} = 2/√(3π) · (2m − 1)!! (−2/3)^m, the even ones are 0. */
export const erf: Kind<Record<never, never>, Activation> = {
  name: 'erf',
  doc: 'erf z, odd, between −1 and 1; its even Hermite coefficients are 0',
  settings: {},
  create: () => ({
    name: 'erf',
    parameters: [],
    value: errorFunction,
    derivative: (z) => TWO_OVER_ROOT_PI * exp(-z * z),
  }),
};
