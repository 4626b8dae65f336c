const MOST_PARTS = 4;
const LARGEST_WHOLE = 12;
const CLOSE = 1e-9;

/**
 * A short name of a unit vector: `z1`, `(z1+z2)/√2`, `(3z1−4z3)/5`; decimals where its parts are in no simple ratio, and
 * the fallback where they are many.
 *
 * @param names of the coordinates
 */
export function directionName(vector: readonly number[], names: readonly string[], fallback: string): string {
  const parts = vector.flatMap((x, v) => (x === 0 ? [] : [{ x, name: names[v]! }]));
  if (parts.length === 1) return `${parts[0]!.x < 0 ? '−' : ''}${parts[0]!.name}`;
  if (parts.length > MOST_PARTS) return fallback;
  const wholes = inWholes(parts.map(({ x }) => x));
  if (!wholes) return sum(parts.map(({ x, name }) => [x.toFixed(3), name]));
  const text = sum(wholes.map((whole, i) => [`${whole}`, parts[i]!.name]));
  return `(${text})/${rootText(wholes.reduce((square, whole) => square + whole * whole, 0))}`;
}

/** Small whole numbers in the ratio of these, if there are some. */
function inWholes(values: readonly number[]): number[] | undefined {
  const smallest = Math.min(...values.map(Math.abs));
  for (let multiple = 1; multiple <= LARGEST_WHOLE; multiple++) {
    const scaled = values.map((x) => (x / smallest) * multiple);
    const wholes = scaled.map(Math.round);
    const fits = scaled.every((x, i) => Math.abs(x - wholes[i]!) <= CLOSE * Math.abs(x));
    if (fits && wholes.every((whole) => Math.abs(whole) <= LARGEST_WHOLE)) return wholes;
  }
  return undefined;
}

/** `z1−2z2`. */
function sum(parts: readonly (readonly [factor: string, name: string])[]): string {
  const text = parts.map(([factor, name]) => {
    const bare = factor.replace('-', '');
    return `${factor.startsWith('-') ? '−' : '+'}${bare === '1' ? '' : bare}${name}`;
  });
  return text.join('').replace(/^\+/, '');
}

/** `√2`, `5`. */
function rootText(square: number): string {
  const root = Math.sqrt(square);
  return Number.isInteger(root) ? `${root}` : `√${square}`;
}
