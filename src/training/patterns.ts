import type { Reals, Samples } from '../engines/engine.ts';
import { negativesOf, setSign } from '../engines/signs.ts';
import { walshHadamard } from '../numerics/walsh.ts';
import type { Run } from './setup.ts';

/** Most relevant coordinates whose 2^k sign patterns are told apart. */
const MAX_RELEVANT = 4;

/**
 * Labels of the 2^k sign patterns of the relevant coordinates: bit b of the pattern's number is set where the b-th
 * of them is −1.
 *
 * @returns empty for more than 4 of them
 */
export function labelTable({ target, batch: { z, y } }: Run): number[] {
  const { relevant } = target;
  if (relevant.length > MAX_RELEVANT) return [];
  z.count = 2 ** relevant.length;
  if (z.kind === 'dense') z.rows.array.fill(1, 0, z.count * z.stride);
  for (let pattern = 0; pattern < z.count; pattern++) {
    for (const [b, k] of relevant.entries()) setSign(z, pattern, k, (pattern >> b) & 1 ? -1 : 1);
  }
  target.label(z, y.array);
  return Array.from(y.array.subarray(0, z.count));
}

/** Adds up outputs a sign pattern, for the Fourier coefficients of the output in the relevant coordinates. */
export interface Spectrum {
  add(samples: Samples, output: Reals): void;
  /**
   * Mean of f·χ_T over the samples added, χ_T the product of the signs of the coordinates in T. Bit b of T's number
   * is set where the b-th relevant coordinate belongs to it: {}, {i}, {j}, {i, j}, …
   */
  coefficients(count: number): number[];
}

/** @returns undefined for more than 4 relevant coordinates */
export function createSpectrum(relevant: readonly number[]): Spectrum | undefined {
  if (relevant.length > MAX_RELEVANT) return undefined;
  const sums = Array.from({ length: 2 ** relevant.length }, () => 0);
  return {
    add(samples, output) {
      const isNegative = negativesOf(samples);
      for (let s = 0; s < samples.count; s++) {
        let pattern = 0;
        for (let b = 0; b < relevant.length; b++) pattern |= Number(isNegative(s, relevant[b]!)) << b;
        sums[pattern]! += output[s]!;
      }
    },
    coefficients: (count) => walshHadamard(sums).map((sum) => sum / count),
  };
}
