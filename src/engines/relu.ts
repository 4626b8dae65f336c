import type { Activation } from './engine.ts';

/** max(z, 0), with derivative 0 at 0; NaN of NaN. */
export const relu: Activation = {
  name: 'relu',
  parameters: [],
  value: (z) => (z <= 0 ? 0 : z),
  derivative: (z) => (z > 0 ? 1 : 0),
};
