import type { Samples } from './engine.ts';

/**
 * Tells whether coordinate k of a sample is negative, k counted from 1. Valid until the engine allocates again: the
 * array is looked up once, not at every coordinate.
 */
export function negativesOf({ kind, rows, stride }: Samples): (sample: number, k: number) => boolean {
  const { array } = rows;
  if (kind === 'dense') return (sample, k) => array[sample * stride + k - 1]! < 0;
  return (sample, k) => ((array[sample * stride + ((k - 1) >>> 5)]! >>> ((k - 1) & 31)) & 1) === 1;
}

/**
 * Gives coordinate k of a sample a sign, and keeps its magnitude.
 *
 * @param k counted from 1
 */
export function setSign({ kind, rows, stride }: Samples, sample: number, k: number, sign: number): void {
  if (kind === 'dense') {
    const at = sample * stride + k - 1;
    rows.array[at] = sign * Math.abs(rows.array[at]!);
    return;
  }
  const at = sample * stride + ((k - 1) >>> 5);
  const bit = 1 << ((k - 1) & 31);
  rows.array[at] = sign < 0 ? rows.array[at]! | bit : rows.array[at]! & ~bit;
}
