import { z } from 'zod';
import { field, type Rule, type Settings } from '../../../settings/kind.ts';
import { MOST_INPUTS } from './interpolation.ts';

/** Distances between so many samples take 512 MiB. */
const MOST_SAMPLES = 2 ** 15;

const samples = z.int().min(1).max(MOST_SAMPLES).optional();

/** What can be set of an interpolation, besides the kernel and the data. */
export const kernelFields = {
  inputDim: field(z.int().min(1).max(MOST_INPUTS).default(24), {
    symbol: 'd',
    short: 'd',
    doc: 'number of inputs',
  }),
  minSamples: field(samples, { doc: 'first training set; by default as many samples as inputs' }),
  maxSamples: field(samples, {
    doc: `give up at a training set of this size; by default at 2 d², or ${MOST_SAMPLES} where that is less`,
  }),
  growth: field(z.number().min(1.01).max(10).default(1.15), {
    doc: 'each training set is the one before and so many times as large',
  }),
  errorGoal: field(z.number().min(0).max(1).default(0.01), {
    doc: 'stop at a training set with a test error below this',
  }),
  testSize: field(
    z
      .int()
      .min(1)
      .max(2 ** 24)
      .default(4096),
    { doc: 'samples of the fixed test stream' },
  ),
  precision: field(z.enum(['float64']).default('float64'), { doc: 'kernels are computed in float64 only' }),
};

/** Resolved settings of xor/kernel: the fields above, the names of kernel, target and corruption, and their fields. */
export type KernelSettings = Settings<typeof kernelFields> & {
  readonly kernel: string;
  readonly target: string;
  readonly corruption: string;
  readonly coordinates: readonly number[];
};

/** Sizes of the training sets, growing, each but the last about `growth` times the one before. */
export function trainingSizes({ inputDim, minSamples, maxSamples, growth }: KernelSettings): number[] {
  const most = maxSamples ?? Math.min(MOST_SAMPLES, 2 * inputDim * inputDim);
  const sizes = [Math.min(minSamples ?? inputDim, most)];
  for (let size = sizes[0]!; size < most; sizes.push(size)) {
    size = Math.min(most, Math.max(size + 1, Math.round(size * growth)));
  }
  return sizes;
}

/** The smallest training set is not above the largest. */
export const sizesInOrder: Rule = (values) => {
  const {
    inputDim,
    minSamples = 1,
    maxSamples = 2 * inputDim * inputDim,
  } = values as unknown as KernelSettings;
  return minSamples > maxSamples
    ? { key: 'minSamples', allowed: `at most the largest training set, ${maxSamples}` }
    : undefined;
};

/** Iterations a training set needs, and multiply-adds of a dense product that take as long as a pair of samples. */
const ITERATIONS = 20;
const PER_PAIR = 75;

/** What all the training sets take: multiply-adds of a dense product that would take as long, and the distances. */
export function interpolationCost(settings: KernelSettings) {
  const sizes = trainingSizes(settings);
  const multiplyAdds = sizes.reduce((sum, size) => sum + ITERATIONS * PER_PAIR * size * size, 0);
  return { multiplyAdds, bytes: (sizes.at(-1)! * sizes.at(-1)!) / 2 };
}
