import { availableParallelism, freemem } from 'node:os';
import { trialBytes } from '../../sweeps/plan/cost.ts';
import type { Plan } from '../../sweeps/plan/plan.ts';

/** Share of the free memory that trials may take. */
const SHARE = 0.8;

/** Trials at a time unless told otherwise: one a core, or as many of the largest as fit into the free memory. */
export function workersFor({ cells, experiment }: Plan): number {
  const largest = cells.reduce((most, { settings }) => Math.max(most, trialBytes(settings, experiment)), 1);
  return Math.max(1, Math.min(availableParallelism(), Math.floor((SHARE * freemem()) / largest)));
}
