import type { Activation } from '../engines/engine.ts';
import type { AnyKind } from '../settings/kind.ts';
import { hermite } from './hermite.ts';
import { relu } from './relu.ts';

/** Activations of the hidden neurons. */
export const activations: readonly AnyKind<Activation>[] = [relu, hermite];
