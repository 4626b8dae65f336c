/** Where a value stands on a logarithmic slider, from 0 to 1. */
export function placeOf(value: number, [from, to]: readonly [number, number]): number {
  return Math.min(1, Math.max(0, Math.log(value / from) / Math.log(to / from)));
}

/** The value at a place of such a slider, to two digits. */
export function valueAt(place: number, [from, to]: readonly [number, number], isInteger: boolean): number {
  const value = from * (to / from) ** place;
  const rounded = Number(value.toPrecision(2));
  return isInteger ? Math.round(value < 100 ? value : rounded) : rounded;
}

/** What an arrow key adds to a value: 1, or one in its leading digit. */
export function stepOf(value: unknown, isInteger: boolean): number {
  if (isInteger || typeof value !== 'number' || value === 0) return isInteger ? 1 : 0.1;
  return Number((10 ** Math.floor(Math.log10(Math.abs(value)))).toPrecision(1));
}

/** `batchSize` → `batch size`. */
export const wordsOf = (key: string) => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
