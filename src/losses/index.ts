import type { Loss } from '../engines/engine.ts';
import type { AnyKind } from '../settings/kind.ts';
import { correlation } from './correlation.ts';
import { linear } from './linear.ts';
import { logistic } from './logistic.ts';
import { squared } from './squared.ts';

/** Losses of one output and its label. */
export const losses: readonly AnyKind<Loss>[] = [logistic, squared, linear, correlation];
