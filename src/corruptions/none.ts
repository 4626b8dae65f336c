import type { Kind } from '../settings/kind.ts';
import type { Corruption } from './corruption.ts';

/** Training samples as they are. */
export const none: Kind<Record<never, never>, Corruption> = {
  name: 'none',
  doc: 'training samples as they are',
  settings: {},
  create: () => ({ apply() {} }),
};
