/** A place on a unit square, or on whatever its corners were mapped to. */
export type Place = readonly [x: number, y: number];

/** Squares along each side. */
const SQUARES = 48;

/**
 * Where a function of two shares (0 … 1 each) passes a level, by marching squares; where a square is passed twice, as
 * at a saddle, its passages are joined arbitrarily.
 *
 * @param field finite wherever it is to be looked at; squares with other corners are left out
 * @returns curves of neighboring places, each in order
 */
export function contour(field: (x: number, y: number) => number, level: number): Place[][] {
  const grid = Array.from({ length: SQUARES + 1 }, (_, i) =>
    Array.from({ length: SQUARES + 1 }, (_, j) => field(i / SQUARES, j / SQUARES) - level),
  );
  const pieces: [Place, Place][] = [];
  for (let i = 0; i < SQUARES; i++) {
    for (let j = 0; j < SQUARES; j++) {
      const ends = passages(grid, i, j);
      for (let k = 0; k + 1 < ends.length; k += 2) pieces.push([ends[k]!, ends[k + 1]!]);
    }
  }
  return joined(pieces);
}

const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

/** Where the sides of a square pass zero, linear between corners. */
function passages(grid: readonly (readonly number[])[], i: number, j: number): Place[] {
  return CORNERS.flatMap(([di, dj], side) => {
    const [ei, ej] = CORNERS[(side + 1) % 4]!;
    const [from, to] = [grid[i + di]![j + dj]!, grid[i + ei]![j + ej]!];
    if (!Number.isFinite(from) || !Number.isFinite(to) || from < 0 === to < 0) return [];
    const share = from / (from - to);
    const x = (i + di + share * (ei - di)) / SQUARES;
    return [[x, (j + dj + share * (ej - dj)) / SQUARES] as const];
  });
}

const keyOf = ([x, y]: Place) => `${x.toFixed(9)} ${y.toFixed(9)}`;

/** Pieces that share an end, as curves. */
function joined(pieces: readonly (readonly [Place, Place])[]): Place[][] {
  const at = new Map<string, number[]>();
  for (const [i, ends] of pieces.entries()) {
    for (const end of ends) at.set(keyOf(end), [...(at.get(keyOf(end)) ?? []), i]);
  }
  const used = new Set<number>();
  function follow(from: Place): Place[] {
    const next = at.get(keyOf(from))!.find((i) => !used.has(i));
    if (next === undefined) return [];
    used.add(next);
    const [a, b] = pieces[next]!;
    const to = keyOf(a) === keyOf(from) ? b : a;
    return [to, ...follow(to)];
  }
  return pieces.flatMap(([start], i) => {
    if (used.has(i)) return [];
    const forward = follow(start);
    return [[...follow(start).reverse(), start, ...forward]];
  });
}
