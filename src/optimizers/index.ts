import type { AnyKind } from '../settings/kind.ts';
import { giantStep } from './giant-step.ts';
import type { Optimizer } from './optimizer.ts';
import { sgd } from './sgd.ts';

/** Dynamics of both layers. */
export const optimizers: readonly AnyKind<Optimizer>[] = [sgd];

/** Dynamics of the first layer alone, in a few large steps. */
export const giantOptimizers: readonly AnyKind<Optimizer>[] = [giantStep];
