import type { Findings } from '../experiment.ts';
import type { GiantSettings } from './settings.ts';
import type { LearnableDirection, TargetTheory } from './theory.ts';

/** What the record of a trial of giant/steps holds. */
export const settingsOf = ({ settings }: Pick<Findings, 'settings'>) => settings as GiantSettings;

/** What theory says of its target; the record carries it. */
export const theoryIn = ({ summary }: Pick<Findings, 'summary'>) => summary.theory as TargetTheory;

/** A column of numbers over the measured steps; null where there is none, or none that is finite. */
export function column({ series }: Pick<Findings, 'series'>, name: string): (number | null)[] | undefined {
  const values = series[name] as readonly unknown[] | undefined;
  return values?.map(finite);
}

/** One direction's entry of a column that has an entry a direction. */
export function entries({ series }: Pick<Findings, 'series'>, name: string, entry: number) {
  const rows = series[name] as readonly (readonly unknown[] | null | undefined)[] | undefined;
  return (rows ?? []).map((row) => finite(row?.[entry]));
}

const finite = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/**
 * A direction counts as found where the mean size of its cosine is above this: three times the root mean square of a
 * random direction, and never more than a half.
 */
export const foundAbove = (inputDim: number) => Math.min(0.5, 3 / Math.sqrt(inputDim));

/** The first step whose gradients show a direction; null where none does. */
export function foundAt(record: Pick<Findings, 'series' | 'settings'>, direction: number): number | null {
  const threshold = foundAbove(record.settings.inputDim);
  const place = entries(record, 'gradientOverlaps', direction).findIndex(
    (value) => value !== null && value > threshold,
  );
  return place < 0 ? null : record.series.step[place]!;
}

/** Names, with `and` before the last. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Names of directions. */
export const namesOf = (directions: readonly LearnableDirection[]) => directions.map(({ name }) => name);
