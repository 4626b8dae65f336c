import type { Change } from '../settings/changes.ts';
import type { Label } from '../settings/resolve.ts';
import type { Experiment } from './experiment.ts';
import { resolveTrial, type TrialSettings } from './trial.ts';

/** What is to be different in a copy of a trial. */
export interface Difference {
  /** From this step on. */
  readonly step: number;
  readonly set: readonly Pick<Change, 'key' | 'value'>[];
  /** How long it is to run, in the place of what the trial's settings say. */
  readonly length?: { readonly steps?: unknown; readonly maxTime?: unknown };
}

/**
 * Settings of a copy of a trial with something changed from a step on. Changes that the trial had planned for the
 * same keys from there on give way, and for settings of a kind that is replaced; its others stay. Twins are dropped:
 * the copy follows the run, not those beside it, and they know of no changes.
 *
 * @throws Misuse when a key or a value is not allowed
 */
export function forkSettings(
  experiment: Experiment,
  before: TrialSettings,
  { step, set, length }: Difference,
  label?: Label,
  labelChange?: (change: Change) => string,
): TrialSettings {
  const added = set.map(({ key, value }) => ({ step, key, value }));
  const kept = before.changes.filter(
    ({ step: at, key }) => at < step || !added.some((change) => givesWay(experiment, key, change)),
  );
  const given = {
    ...before,
    ...('twins' in before && { twins: [] }),
    ...(length && { ...lengthOf(experiment), ...length }),
    changes: [...kept, ...added],
  };
  return resolveTrial(experiment, given, label, labelChange);
}

/** What says how long a trial is, left out: one of them takes the place of the other. */
const lengthOf = ({ settings }: Experiment) =>
  Object.fromEntries(['steps', 'maxTime'].filter((key) => key in settings).map((key) => [key, undefined]));

/** Whether a planned change of `key` gives way to a new one: of the same key, or to a kind that has no such setting. */
function givesWay({ choices }: Experiment, key: string, added: Change): boolean {
  const owners = choices[added.key]?.filter(({ settings }) => Object.hasOwn(settings, key)) ?? [];
  return key === added.key || (owners.length > 0 && owners.every(({ name }) => name !== added.value));
}
