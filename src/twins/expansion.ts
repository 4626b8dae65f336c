/** Σ_i coefficient_i K(x_i, ·) over the samples seen so far, on the cube. */
export interface Expansion {
  /** K by the number of coordinates that differ, 0 … d. */
  readonly table: Float64Array;
  /** 32-bit words a sample. */
  readonly words: number;
  /** A row of words a sample, in the order they came. */
  readonly bits: Uint32Array;
  readonly coefficients: Float64Array;
}

/** Room for `capacity` samples. */
export function createExpansion(table: Float64Array, capacity: number): Expansion {
  const words = Math.ceil((table.length - 1) / 32);
  const bits = new Uint32Array(capacity * words);
  return { table, words, bits, coefficients: new Float64Array(capacity) };
}

/** Set bits of a 32-bit word, in each of its four bytes. */
function byteCounts(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (nibbles + (nibbles >>> 4)) & 0x0f0f0f0f;
}

/** Words that may be counted together: the sum of the four bytes, 32 a word, must itself fit a byte. */
const ADDED = 7;

/** In how many bits `words` words of a, from `i` on, differ from those of b from `s` on. */
export function differing(a: Uint32Array, i: number, b: Uint32Array, s: number, words: number): number {
  let total = 0;
  for (let from = 0; from < words; from += ADDED) {
    const to = Math.min(words, from + ADDED);
    let counts = 0;
    for (let w = from; w < to; w++) counts += byteCounts(a[i + w]! ^ b[s + w]!);
    total += Math.imul(counts, 0x01010101) >>> 24;
  }
  return total;
}

/** The terms from … to−1 of the expansion at sample s of `points`, in order. */
export function terms(
  { table, words, bits, coefficients }: Expansion,
  points: Uint32Array,
  s: number,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    sum += coefficients[i]! * table[differing(bits, i * words, points, s * words, words)]!;
  }
  return sum;
}
