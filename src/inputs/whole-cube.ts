import type { Kind, Rule, Violation } from '../settings/kind.ts';
import type { Inputs } from './inputs.ts';

/** Largest dimension whose 2^d sign vectors are enumerated. */
const MAX_DIM = 20;

/** Less than the whole is no fair sample of it: the last coordinates would all be +1. */
const wholeTimes =
  (key: string): Rule =>
  ({ inputDim, [key]: size }): Violation | undefined => {
    const total = 2 ** (inputDim as number);
    if (size === undefined || (size as number) % total === 0) return undefined;
    return { key, allowed: `a multiple of 2^${inputDim} = ${total}, all inputs` };
  };

/**
 * All of {−1, +1}ᵈ in order: coordinate k of sample i is −1 where bit k−1 of i mod 2^d is set. No randomness:
 * batches of 2^d make every step the exact population gradient, and 2^d test samples make the test error exact.
 */
export const wholeCube: Kind<Record<never, never>, Inputs> = {
  name: 'whole-cube',
  doc: 'all 2^d sign vectors in order: a batch of 2^d makes a step the exact population gradient',
  source: 'derived',
  settings: {},
  rules: [
    ({ inputDim }) =>
      (inputDim as number) > MAX_DIM
        ? { key: 'inputDim', allowed: `at most ${MAX_DIM} to go through all 2^d inputs` }
        : undefined,
    wholeTimes('batchSize'),
    wholeTimes('testSize'),
  ],
  create: ({ inputDim }) => ({
    samples: 'signs',
    draw(_engine, _key, first, count, out) {
      for (let s = 0; s < count; s++) out.rows.array[s] = (first + s) % 2 ** inputDim;
      out.count = count;
    },
  }),
};
