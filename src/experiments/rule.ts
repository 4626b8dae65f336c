import { z } from 'zod';
import { lookupIn, type Measured, momentNames } from '../metrics/moment.ts';
import { parseExpression } from '../settings/expression.ts';
import { field, type Rule } from '../settings/kind.ts';
import { Misuse } from '../settings/misuse.ts';
import { isDefined } from '../settings/operations.ts';

/** Whether something holds at one measurement of a run with these settings. */
export type MomentRule = (moment: Measured, settings: Readonly<Record<string, unknown>>) => boolean;

/**
 * Reads a rule such as `testError < 0.01`, over what is measured; it does not hold where a side is no number.
 *
 * @throws Misuse with what is wrong and where, a phrase without its context
 */
export function parseRule(text: string): MomentRule {
  const { names, evaluate } = parseExpression(text, momentNames());
  return (moment, settings) => {
    const lookup = lookupIn(moment, settings);
    if (names.some((name) => lookup(name) === undefined)) return false;
    const truth = evaluate(lookup);
    return truth.holds && isDefined(truth);
  };
}

/** A rule as a setting, which ends a trial. */
export const stopFields = {
  stopWhen: field(z.string().max(500).optional(), {
    doc: 'end at the first measurement at which this holds, as "testError < 0.01"',
    placeholder: 'comparison',
  }),
};

/** Refuses a rule that cannot be read, or that has nothing to say. */
export const stopIsReadable: Rule = ({ stopWhen, steps }) => {
  if (stopWhen === undefined) return undefined;
  if (steps !== undefined) return { key: 'stopWhen', allowed: 'left out where steps are given' };
  try {
    parseRule(stopWhen as string);
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    return { key: 'stopWhen', allowed: `a comparison that can be read: ${error.message}` };
  }
  return undefined;
};
