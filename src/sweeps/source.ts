import type { KnownTrials } from './known.ts';
import type { PerformedTrial } from './perform.ts';
import { startSearches } from './search/searches.ts';

/** Where trials come from, one number after the other. */
export interface TrialSource {
  /** The next one; undefined where there is none now. It is asked again whenever a trial has ended. */
  take(): number | undefined;
  /** Hears of every trial that ended. */
  tell(trial: number, performed: Pick<PerformedTrial, 'status' | 'hit'>): void;
}

/** The trials that are missing, in order; with a search those that it asks for. */
export function trialSource(known: KnownTrials, missing: readonly number[]): TrialSource {
  if (known.plan.bracket) return startSearches(known, known.plan.bracket);
  let next = 0;
  return { take: () => missing[next++], tell() {} };
}
