import type { AnyKind } from '../settings/kind.ts';
import type { Corruption } from './corruption.ts';
import { labelNoise } from './label-noise.ts';
import { none } from './none.ts';
import { spurious } from './spurious.ts';

/** What can go wrong with training samples. */
export const corruptions: readonly AnyKind<Corruption>[] = [none, labelNoise, spurious];
