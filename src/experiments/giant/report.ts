import type { TrialRecord } from '../experiment.ts';

/** What a trial of giant/steps showed, a sentence a line. */
export function reportGiantSteps({ summary }: TrialRecord): string[] {
  return [`Overlaps: ${JSON.stringify(summary.overlaps)}.`];
}
