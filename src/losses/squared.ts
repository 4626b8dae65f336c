import type { Loss } from '../engines/engine.ts';
import type { Kind } from '../settings/kind.ts';

/** ℓ = (f − y)²/2. */
export const squared: Kind<Record<never, never>, Loss> = {
  name: 'squared',
  doc: '(f − y)²/2',
  settings: {},
  create: () => ({
    name: 'squared',
    scale: 1,
    value: (output, label) => ((output - label) * (output - label)) / 2,
    derivative: (output, label) => output - label,
  }),
};
