import {
  allFields,
  checkSettings,
  type Experiment,
  parseField,
  type SettingControl,
  startOf,
  withSetting,
} from '../../src/index.ts';
import { wordsOf } from './controls-scale.ts';

/** What a control would change. */
export interface Asked {
  readonly experiment: Experiment;
  readonly control: SettingControl;
  /** The settings in force. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What was typed as the value it stands for; emptied, a field is what the page starts from. */
export function valueTyped({ experiment, control }: Asked, typed: string): unknown {
  const { key } = control;
  if (typed.trim() === '') return startOf(experiment)[key] ?? control.default;
  return parseField(allFields(experiment), key, typed);
}

/**
 * What speaks against a value, in one sentence with the name on the control; undefined where nothing does.
 *
 * @param typed how the sentence says the value
 */
export function refusalOf(asked: Asked, value: unknown, typed = String(value)): string | undefined {
  const { experiment, control, values } = asked;
  const { key, allowed } = control;
  if (!allFields(experiment)[key]?.safeParse(value).success)
    return `${wordsOf(key)} must be ${allowed}, got ${typed}`;
  const { changes: _, ...inForce } = values;
  const checked = checkSettings(experiment, withSetting(experiment, inForce, key, value), wordsOf);
  return 'objection' in checked ? checked.objection.sentence : undefined;
}
