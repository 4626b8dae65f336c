type Vector = readonly number[];

/** An orthonormal basis of what is orthogonal to some orthonormal vectors: of coordinates where they are. */
export function complementOf(vectors: readonly Vector[], dim: number): number[][] {
  const basis: number[][] = [];
  while (vectors.length + basis.length < dim) {
    const rests = axes(dim).map((axis) => without(axis, [...vectors, ...basis]));
    basis.push(unit(longest(rests)));
  }
  return basis;
}

/** Directions that are less certain are shown as they are. */
const MOST_TOLERANCE = 1e-3;

/**
 * An orthonormal basis of a span that is easy to read: the coordinates that lie in it, then what is left of the vectors
 * in their order.
 *
 * @param vectors orthonormal
 * @param uncertainty by how much they may be off: smaller entries count as 0
 */
export function spanBasis(vectors: readonly Vector[], uncertainty: number): number[][] {
  const tolerance = Math.min(uncertainty, MOST_TOLERANCE);
  const basis: number[][] = axes(vectors[0]!.length).filter(
    (axis) => norm(without(axis, vectors)) <= tolerance,
  );
  while (basis.length < vectors.length) {
    const rests = vectors.map((vector) => without(vector, basis));
    basis.push(readable(rests.find((rest) => norm(rest) > 0.5) ?? longest(rests), tolerance));
  }
  return basis;
}

const axes = (dim: number) =>
  Array.from({ length: dim }, (_, v) => Array.from({ length: dim }, (_, i) => Number(i === v)));

/** What is left of a vector orthogonal to orthonormal ones; twice, so that it is so to the last bits. */
export function without(vector: Vector, basis: readonly Vector[]): number[] {
  const rest = [...vector];
  for (const other of [...basis, ...basis]) {
    const along = rest.reduce((sum, x, i) => sum + x * other[i]!, 0);
    for (const [i, x] of other.entries()) rest[i]! -= along * x;
  }
  return rest;
}

const norm = (vector: Vector) => Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));

function unit(vector: Vector): number[] {
  const length = norm(vector);
  return vector.map((x) => x / length);
}

/** The first of those that are longest but for rounding. */
function longest(vectors: readonly number[][]): number[] {
  const most = Math.max(...vectors.map(norm));
  return vectors.find((vector) => norm(vector) > most * (1 - 1e-9))!;
}

/** Of length 1, without entries that may be 0, its first entry above 0. */
function readable(vector: Vector, tolerance: number): number[] {
  const direction = unit(vector);
  const clean = unit(direction.map((x) => (Math.abs(x) <= tolerance ? 0 : x)));
  const sign = clean.find((x) => x !== 0)! < 0 ? -1 : 1;
  return clean.map((x) => (x === 0 ? 0 : sign * x));
}
