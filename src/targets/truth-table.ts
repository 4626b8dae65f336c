import { z } from 'zod';
import { negativesOf } from '../engines/signs.ts';
import { walshHadamard } from '../numerics/walsh.ts';
import { field, type Kind } from '../settings/kind.ts';
import { parity } from './parity.ts';
import type { Target } from './target.ts';

/** The 16 functions of two signs, from 0000 to 1111. */
export const truthTables: readonly string[] = Array.from({ length: 16 }, (_, table) =>
  table.toString(2).padStart(4, '0'),
);

const settings = {
  coordinates: parity.settings.coordinates,
  truthTable: field(z.literal([...truthTables]).default('0110'), {
    doc: 'y at (x_i, x_j) = (+1,+1), (+1,−1), (−1,+1), (−1,−1), 1 for y = +1; −1 counts as true: 0110 XOR, 0001 AND, 0111 OR',
    allowed: 'four digits 0 or 1, in quotes in a file',
  }),
};

/**
 * Any of the 16 functions of two coordinates (x_i, x_j). Digits of the table are y at (+1,+1), (+1,−1), (−1,+1),
 * (−1,−1); the digit 1 means y = +1. An input −1 counts as "true", as in parity: 0110 is XOR, the parity of two,
 * 0001 is AND, 0111 is OR.
 */
export const truthTable: Kind<typeof settings, Target> = {
  name: 'truth-table',
  doc: 'any of the 16 functions of two coordinates; truthTable 0110 is XOR, 0001 AND, 0111 OR',
  source: 'derived',
  settings,
  rules: [
    ...parity.rules!,
    ({ coordinates }) =>
      (coordinates as number[]).length !== 2
        ? { key: 'coordinates', allowed: 'two coordinates for a truth table' }
        : undefined,
  ],
  create({ coordinates, truthTable: table }) {
    const [i, j] = coordinates as [number, number];
    const labels = labelsOf(table);
    return {
      relevant: [i, j],
      label(samples, out) {
        const isNegative = negativesOf(samples);
        for (let s = 0; s < samples.count; s++) {
          out[s] = labels[2 * Number(isNegative(s, i)) + Number(isNegative(s, j))]!;
        }
      },
    };
  },
};

const labelsOf = (table: string) => [...table].map((digit) => (digit === '1' ? 1 : -1));

/**
 * E[y], E[y x_i], E[y x_j] and E[y x_i x_j] under uniform signs, which determine y; their squares add up to 1.
 *
 * @param table four digits as in the setting `truthTable`
 */
export function fourierCoefficients(table: string): number[] {
  const [both, second, first, none] = labelsOf(table);
  return walshHadamard([both!, first!, second!, none!]).map((sum) => sum / 4);
}
