import type { CellResult } from '../results.ts';
import { plain } from './series.ts';

/** The papers' letters. */
const letters: Readonly<Record<string, string>> = {
  inputDim: 'd',
  width: 'p',
  batchSize: 'n',
  stepSize: 'η',
  initScale: 'θ',
};

/** `inputDim d`, or the setting alone where it has no letter. */
export const axisTitle = (setting: string): string =>
  letters[setting] ? `${setting} ${letters[setting]}` : setting;

/** The settings that matter, in the papers' letters: `d = 32 … 4,096, p = 64, η = 0.1`. */
export function settingsLine(cells: readonly CellResult[]): string {
  return Object.entries(letters)
    .flatMap(([setting, letter]) => {
      const values = cells.map(({ settings }) => settings[setting]).filter((value) => value !== undefined);
      return values.length === 0 ? [] : [`${letter} = ${span(values)}`];
    })
    .join(', ');
}

function span(values: readonly unknown[]): string {
  if (!values.every((value) => typeof value === 'number')) return plain(values[0]);
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = values.reduce((high, value) => Math.max(high, value), -Infinity);
  const text = (value: number) => value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
  return least === most ? text(least) : `${text(least)} … ${text(most)}`;
}

/** `20 seeds a cell`, or `8 to 20 seeds a cell`: how many trials were planned at equal settings. */
export function seedsLine(cells: readonly CellResult[]): string {
  const counts = cells.map(({ planned }) => planned);
  const least = counts.reduce((low, count) => Math.min(low, count), Infinity);
  const most = counts.reduce((high, count) => Math.max(high, count), 0);
  const number = (count: number) => count.toLocaleString('en-US');
  const range = least === most ? number(most) : `${number(least)} to ${number(most)}`;
  return `${range} ${most === 1 ? 'seed' : 'seeds'} a cell`;
}
