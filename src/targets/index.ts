import type { AnyKind } from '../settings/kind.ts';
import { parity } from './parity.ts';
import type { Target } from './target.ts';

/** Functions to learn. */
export const targets: readonly AnyKind<Target>[] = [parity];
