import { z } from 'zod';
import { metrics } from '../metrics/index.ts';
import { field, type Rule } from '../settings/kind.ts';
import { Misuse } from '../settings/misuse.ts';
import { type Lookup, type Names, parseExpression } from './expression.ts';
import type { Inequality, Moment } from './inequality.ts';
import { isDefined } from './operations.ts';

const PLACES = ['time', 'step', 'samples'] as const;
const SETTINGS = ['inputDim', 'width', 'batchSize', 'stepSize', 'initScale'] as const;

/** What an inequality may speak of: metrics, where the run is, and the settings that theory speaks of. */
const names: Names = Object.fromEntries([
  ...metrics.map(({ name, length }) => [name, length ?? 1]),
  ...[...PLACES, ...SETTINGS].map((name) => [name, 1]),
]);

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
      parseExpression(text, names);
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
  const expression = parseExpression(text, names);
  return {
    name: text,
    symbol: text,
    doc: 'given with the settings',
    source: 'user',
    scope: 'always',
    constants: [],
    measure(moment) {
      const lookup = lookupIn(moment);
      const isMeasured = expression.names.every((name) => lookup(name) !== undefined);
      const sides = isMeasured ? expression.evaluate(lookup) : undefined;
      return sides && isDefined(sides) ? sides : undefined;
    },
  };
}

const lookupIn =
  (moment: Moment): Lookup =>
  (name) => {
    if (isOneOf(PLACES, name)) return moment[name];
    return isOneOf(SETTINGS, name) ? (moment.settings[name] as number) : moment.values[name];
  };

const isOneOf = <Word extends string>(words: readonly Word[], name: string): name is Word =>
  (words as readonly string[]).includes(name);
