/** The coarsest grid that contains a place: 1 for every place, 2 for every other, 4 … */
function stride(place: number): number {
  if (place === 0) return Infinity;
  let step = 1;
  while (place % (2 * step) === 0) step *= 2;
  return step;
}

/**
 * The cells of a grid so that any first part of them covers all of it: first the corners of a coarse grid, then those
 * of one twice as fine, and so on.
 *
 * @param rows and `columns`: the grid; its cells are numbered row by row
 */
export function coarseToFine(rows: number, columns: number): number[] {
  const coarseness = (cell: number) =>
    Math.min(stride(Math.floor(cell / columns)), stride(cell % columns), Math.max(rows, columns));
  const cells = Array.from({ length: rows * columns }, (_, cell) => cell);
  return cells.sort((a, b) => coarseness(b) - coarseness(a) || a - b);
}
