import type { LineHead } from './line.ts';
import type { Plan } from './plan/plan.ts';

/** A plan and what is known of its trials. */
export interface KnownTrials {
  readonly plan: Plan;
  /** Ids of the plan's trials, in its order. */
  readonly ids: readonly string[];
  /** By id; of a trial that failed once and was done another time, the latter. */
  readonly heads: ReadonlyMap<string, LineHead>;
}
