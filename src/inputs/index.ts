import type { AnyKind } from '../settings/kind.ts';
import { gaussian } from './gaussian.ts';
import { hypercube } from './hypercube.ts';
import type { Inputs } from './inputs.ts';
import { rotatedHypercube } from './rotated-hypercube.ts';
import { wholeCube } from './whole-cube.ts';

/** Distributions of x. */
export const inputs: readonly AnyKind<Inputs>[] = [hypercube, gaussian, rotatedHypercube, wholeCube];
