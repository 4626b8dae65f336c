import type { AnyKind } from '../settings/kind.ts';
import { gaussianWeights } from './gaussian.ts';
import type { Initialization } from './initialization.ts';
import { paired, unpaired } from './paired.ts';
import { sphere } from './sphere.ts';

/** Laws of the weights at the start. */
export const initializations: readonly AnyKind<Initialization>[] = [sphere];

/** The same of paper C, where the second layer is not small. */
export const giantInitializations: readonly AnyKind<Initialization>[] = [paired, unpaired, gaussianWeights];
