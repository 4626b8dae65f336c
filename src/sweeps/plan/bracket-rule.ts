import { z } from 'zod';
import type { Experiment } from '../../experiments/experiment.ts';
import { field } from '../../settings/kind.ts';
import { Misuse } from '../../settings/misuse.ts';
import { allFields, allowedBy, jsonField, refuse } from '../../settings/resolve.ts';
import type { BracketPlan } from '../search/bracket.ts';
import { bracketValues } from '../search/bracket.ts';

/** A search for the value of a setting at which success becomes as probable as asked. */
export interface BracketRule extends BracketPlan {
  readonly setting: string;
}

/** What stands under `bracket` in a sweep file. */
export const bracketFields = {
  setting: field(z.string(), { doc: 'the setting whose value is sought, such as width' }),
  from: field(z.number().positive().max(1e12), { doc: 'where success is expected to be rare' }),
  to: field(z.number().positive().max(1e12), { doc: 'where it is expected to be frequent' }),
  ratio: field(z.number().min(1.001).max(100).default(1.25), { doc: 'between neighboring values, at most' }),
  probability: field(z.number().min(0.001).max(0.999).default(0.5), { doc: 'of success that is sought' }),
  confidence: field(z.number().min(0.5).max(0.9999).default(0.95), { doc: 'of the answer as a whole' }),
  trials: field(z.int().min(1).max(1_000_000).default(2000), { doc: 'of a search at most' }),
  trialsPerValue: field(z.int().min(1).max(100_000).default(400), { doc: 'at one value at most' }),
};

/**
 * Reads the search of a sweep file.
 *
 * @throws Misuse naming the key, what is allowed and what came
 */
export function bracketRule(
  given: unknown,
  experiment: Experiment,
  label: (...path: string[]) => string,
): BracketRule | undefined {
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    refuse(label(), 'a search such as {setting: width, from: 2, to: 128, probability: 0.9}', given);
  }
  const unknown = Object.keys(given).find((key) => !Object.hasOwn(bracketFields, key));
  if (unknown) {
    throw new Misuse(
      `${label(unknown)} is not part of a search; there are ${Object.keys(bracketFields).join(', ')}`,
    );
  }
  const values = Object.fromEntries(
    Object.entries(bracketFields).map(([key, type]) => {
      const value = (given as Record<string, unknown>)[key];
      const parsed = type.safeParse(value);
      if (!parsed.success) refuse(label(key), allowedBy(type), value);
      return [key, parsed.data];
    }),
  ) as z.output<z.ZodObject<typeof bracketFields>>;
  const { setting, from, to, ratio, ...plan } = values;
  const setTo = allFields(experiment)[setting];
  const type = setTo && jsonField(setTo).type;
  if (type !== 'integer' && type !== 'number')
    refuse(label('setting'), `a setting of ${experiment.name} that is a number`, setting);
  return { setting, values: bracketValues(from, to, ratio, type === 'integer'), ...plan };
}
