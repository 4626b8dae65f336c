import { z } from 'zod';
import { outputScales } from '../network/output-scale.ts';
import { type Change, changesField } from '../settings/changes.ts';
import { field, type Rule, type Settings } from '../settings/kind.ts';
import type { PreprocessingName } from './lower-parts.ts';

/** Settings every training run has, whatever kinds it is made of. */
export const trainingFields = {
  inputDim: field(z.int().min(1).max(65536).default(100), {
    symbol: 'd',
    short: 'd',
    doc: 'number of inputs',
  }),
  width: field(z.int().min(1).max(65536).default(100), {
    symbol: 'p',
    short: 'p',
    doc: 'number of hidden neurons',
  }),
  batchSize: field(
    z
      .int()
      .min(1)
      .max(2 ** 24)
      .default(1000),
    {
      symbol: 'n',
      short: 'n',
      doc: 'samples a step, fresh unless sampleSize is given',
    },
  ),
  sampleSize: field(
    z
      .int()
      .min(1)
      .max(2 ** 31)
      .optional(),
    {
      doc: 'train on so many samples again and again, in order; without it every sample is fresh',
    },
  ),
  outputScale: field(z.enum(outputScales).default('mean'), {
    doc: 'factor before the sum over neurons: mean 1/p, root 1/√p, sum 1',
  }),
  precision: field(z.enum(['float32', 'float64']).default('float32'), {
    doc: 'float32 runs on the wasm engine, float64 on the plain one',
  }),
  changes: changesField,
};

/** Resolved settings of a training run: the fields above, the names of the kinds, and the kinds' own fields. */
export type TrainingSettings = Settings<typeof trainingFields> & {
  readonly inputs: string;
  readonly target: string;
  readonly corruption: string;
  readonly init: string;
  readonly loss: string;
  readonly optimizer: string;
  /** ReLU where it is left out. */
  readonly activation?: string;
  /** What is taken off the labels of each batch; nothing where it is left out. */
  readonly preprocessing?: PreprocessingName;
};

const MAX_WEIGHTS = 2 ** 28;

/** A first layer takes 1 GiB in float32 at this limit; its gradient as much again. */
export const fitsMemory: Rule = ({ inputDim, width }) =>
  (inputDim as number) * (width as number) > MAX_WEIGHTS
    ? {
        key: 'width',
        allowed: `at most ${Math.floor(MAX_WEIGHTS / (inputDim as number))} with ${inputDim} inputs`,
      }
    : undefined;

/** A finite sample is gone through in whole batches, from the first step to the last. */
export const wholeBatches: Rule = ({ sampleSize, batchSize, changes = [] }) => {
  if (sampleSize === undefined) return undefined;
  if ((sampleSize as number) % (batchSize as number) !== 0)
    return { key: 'sampleSize', allowed: `a multiple of the batch size ${batchSize}` };
  return (changes as readonly Change[]).some(({ key }) => key === 'batchSize')
    ? { key: 'sampleSize', allowed: 'left out where the batch size changes on the way' }
    : undefined;
};
