import type { AnyKind } from '../settings/kind.ts';
import { hypercube } from './hypercube.ts';
import type { Inputs } from './inputs.ts';

/** Distributions of x. */
export const inputs: readonly AnyKind<Inputs>[] = [hypercube];
