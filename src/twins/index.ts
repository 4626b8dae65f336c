import { closure } from './closure.ts';
import { kernel } from './kernel.ts';
import { linearLoss } from './linear-loss.ts';
import { linearized } from './linearized.ts';
import { margins } from './margins.ts';
import { population } from './population.ts';
import type { TwinKind } from './twin.ts';

/** Other dynamics that a run can be held against. */
export const twins: readonly TwinKind[] = [population, closure, margins, linearLoss, linearized, kernel];
