import type { Remedy } from '../../src/index.ts';

/** What a fix changes: `with width = 64`, `without stopWhen`. */
export const remedyWords = ({ key, value }: Remedy): string =>
  value === null ? `without ${key}` : `with ${key} = ${value}`;
