import type { Experiment } from '../experiments/experiment.ts';
import { resolveTrial, type TrialSettings } from '../experiments/trial.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Label } from '../settings/resolve.ts';

/** What is wrong with settings, and with which of them: a form shows the sentence beside that one. */
export interface Objection {
  readonly key: string;
  readonly sentence: string;
}

type Given = Readonly<Record<string, unknown>>;

/**
 * Resolved settings, or what speaks against them.
 *
 * @param label how the sentence names a key; by default the key itself
 */
export function checkSettings(
  experiment: Experiment,
  given: Given,
  label: Label = (key) => key,
): { readonly settings: TrialSettings } | { readonly objection: Objection } {
  let key = '';
  const blame: Label = (blamed) => {
    key = blamed;
    return label(blamed);
  };
  try {
    return { settings: resolveTrial(experiment, given, blame) };
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return { objection: { key, sentence: error.message } };
  }
}

/** Settings with one of them another; those of a kind that is selected no longer go with it. */
export function withSetting({ choices }: Experiment, given: Given, key: string, value: unknown): Given {
  const { [key]: before, ...others } = given;
  const kinds = choices[key];
  const named = (name: unknown): Given =>
    (kinds?.find((kind) => kind.name === (name ?? kinds[0]!.name))?.settings as Given | undefined) ?? {};
  const dropped = Object.keys(named(before)).filter((own) => !Object.hasOwn(named(value), own));
  const kept = Object.entries(others).filter(([own]) => !dropped.includes(own));
  return Object.fromEntries(value === undefined ? kept : [...kept, [key, value]]);
}
