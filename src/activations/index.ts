import type { Activation } from '../engines/engine.ts';
import type { AnyKind } from '../settings/kind.ts';
import { erf } from './erf.ts';
import { hermite } from './hermite.ts';
import { relu } from './relu.ts';
import { softplus } from './softplus.ts';
import { tanh } from './tanh.ts';

/** Activations of the hidden neurons. */
export const activations: readonly AnyKind<Activation>[] = [relu, hermite, erf, tanh, softplus];
