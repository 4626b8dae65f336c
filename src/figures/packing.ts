/**
 * Columns for vertical bars that share one place, so that none covers another: each gets the first column in which
 * all bars before it ended below, columns counted 0, 1, −1, 2, −2, … from the middle.
 *
 * @param bars [bottom, top] in pixels, bottom ≤ top, in any order
 * @param gap pixels between bars of a column, at least
 * @returns the column of each bar, entry by entry
 */
export function packed(bars: readonly (readonly [bottom: number, top: number])[], gap: number): number[] {
  const columns = new Array<number>(bars.length).fill(0);
  const tops: number[] = [];
  const upward = bars.map((_, i) => i).sort((i, j) => bars[i]![0] - bars[j]![0]);
  for (const i of upward) {
    const free = tops.findIndex((top) => top + gap <= bars[i]![0]);
    const column = free < 0 ? tops.length : free;
    tops[column] = bars[i]![1];
    columns[i] = column % 2 === 1 ? (column + 1) / 2 : 0 - column / 2;
  }
  return columns;
}

/** About `most` of the values, at even ranks, the first and the last among them. */
export function evenlyThinned<T>(values: readonly T[], most: number): T[] {
  if (values.length <= most) return [...values];
  return Array.from({ length: most }, (_, i) => values[Math.round((i * (values.length - 1)) / (most - 1))]!);
}
