import type { Lookup, Names } from '../settings/expression.ts';
import { giantMetrics, readoutQuantities } from './giant/index.ts';
import { metrics } from './index.ts';

const PLACES = ['time', 'step', 'samples'] as const;
const SETTINGS = ['inputDim', 'width', 'batchSize', 'stepSize', 'initScale'] as const;

/** A run at one measurement. */
export interface Measured {
  readonly step: number;
  readonly time: number;
  readonly samples: number;
  /** What the metrics measured, by name. */
  readonly values: Readonly<Record<string, number | readonly number[] | undefined>>;
}

/** What an expression about a run may speak of: metrics, where the run is, and the settings that theory speaks of. */
export const momentNames = (): Names =>
  Object.fromEntries([
    ...[...metrics, ...giantMetrics, ...readoutQuantities].map(({ name, length }) => [name, length ?? 1]),
    ...[...PLACES, ...SETTINGS].map((name) => [name, 1]),
  ]);

/** What the names of `momentNames` stand for at one measurement. */
export const lookupIn =
  (moment: Measured, settings: Readonly<Record<string, unknown>>): Lookup =>
  (name) => {
    if (isOneOf(PLACES, name)) return moment[name];
    return isOneOf(SETTINGS, name) ? (settings[name] as number) : moment.values[name];
  };

const isOneOf = <Word extends string>(words: readonly Word[], name: string): name is Word =>
  (words as readonly string[]).includes(name);
