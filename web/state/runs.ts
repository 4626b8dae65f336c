import { type Experiment, liveExperiments, type Seeds, type TrialSettings } from '../../src/index.ts';
import { linkOf } from './place.ts';
import { Runner } from './runner.svelte.ts';

/** The settings of a run; those it was opened with while its worker has not answered. */
export const settingsOf = ({ settings, opening }: Runner): TrialSettings =>
  settings ?? (opening.given as unknown as TrialSettings);

/** The experiment of a run. */
export const experimentOf = (run: Runner): Experiment =>
  liveExperiments.find(({ name }) => name === run.opening.experiment)!;

/** A run from its start, at a step where one is given. */
export const openRun = (experiment: string, settings: TrialSettings, seeds: Seeds, step?: number) =>
  new Runner({ experiment, given: { ...settings }, seeds, ...(step !== undefined && { step }) });

/** The query that makes a run again. */
export const linkTo = (run: Runner): string => linkOf({ ...run.opening, settings: settingsOf(run) });

/** Steps there is something to show of: those made, and those theory expects. */
export function extentOf(run: Runner): number {
  const { head, end } = run;
  if (end !== undefined) return end;
  const settings = settingsOf(run);
  const expected = experimentOf(run).expectedEnd?.(settings) ?? 0;
  return Math.max(head, settings.steps ?? Math.ceil(expected / settings.stepSize));
}
