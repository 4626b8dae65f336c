import type { StudyJob } from '../../study.ts';
import type { Pictured } from '../disc-panel.ts';

/** One trial: a target, a batch size d^exponent, and all steps. */
export interface StairwayJob extends StudyJob {
  readonly exponent: number;
}

/** What a stair is made of. Plain JSON. */
export interface StairwayEvidence {
  /** Test MSE at the start and after each step; null where it is not finite. */
  readonly mse: readonly (number | null)[];
  /** What the discs show. */
  readonly pictured: Pictured;
}
