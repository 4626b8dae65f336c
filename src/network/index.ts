import type { AnyKind } from '../settings/kind.ts';
import type { Initialization } from './initialization.ts';
import { paired } from './paired.ts';
import { sphere } from './sphere.ts';

/** Laws of the weights at the start. */
export const initializations: readonly AnyKind<Initialization>[] = [sphere, paired];
