import { z } from 'zod';
import { lookupIn, momentNames } from '../metrics/moment.ts';
import { parseExpression } from '../settings/expression.ts';
import { field, type Rule } from '../settings/kind.ts';
import { Misuse } from '../settings/misuse.ts';
import { isDefined } from '../settings/operations.ts';
import type { Inequality, Moment } from './inequality.ts';

/** Settings that add a user's own inequalities to a ledger. */
export const inequalityFields = {
  inequalities: field(z.array(z.string().max(500)).max(20).default([]), {
    doc: 'your own, held against every measurement: "max(clusterMargins) <= 3*min(clusterMargins) || time < 8"',
  }),
};

const given = (settings: Moment['settings']) => settings.inequalities as readonly string[];

/** Refuses inequalities that cannot be read. */
export const inequalitiesAreReadable: Rule = (settings) => {
  for (const [i, text] of given(settings).entries()) {
    try {
      parseExpression(text, momentNames());
    } catch (error) {
      if (!(error instanceof Misuse)) throw error;
      return {
        key: 'inequalities',
        allowed: `comparisons that can be read: in number ${i + 1}, ${error.message}`,
      };
    }
  }
  return undefined;
};

/** The user's own inequalities of resolved settings, each named by its text; not defined where a side is no number. */
export function userInequalities(settings: Moment['settings']): Inequality[] {
  return given(settings).map(userInequality);
}

function userInequality(text: string): Inequality {
  const expression = parseExpression(text, momentNames());
  return {
    name: text,
    symbol: text,
    doc: 'given with the settings',
    source: 'user',
    scope: 'always',
    constants: [],
    measure(moment) {
      const lookup = lookupIn(moment, moment.settings);
      const isMeasured = expression.names.every((name) => lookup(name) !== undefined);
      const sides = isMeasured ? expression.evaluate(lookup) : undefined;
      return sides && isDefined(sides) ? sides : undefined;
    },
  };
}
