import type { AnyKind } from '../settings/kind.ts';
import type { Optimizer } from './optimizer.ts';
import { sgd } from './sgd.ts';

/** Dynamics of the weights. */
export const optimizers: readonly AnyKind<Optimizer>[] = [sgd];
