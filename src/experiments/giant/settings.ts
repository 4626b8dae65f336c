import { z } from 'zod';
import { field, type Settings } from '../../settings/kind.ts';
import { preprocessings } from '../../training/lower-parts.ts';
import { type TrainingSettings, trainingFields } from '../../training/settings.ts';
import { readoutFields } from './readout-settings.ts';

const { sampleSize, outputScale, precision, changes } = trainingFields;

/** What can be set of giant steps, besides the kinds. */
export const giantFields = {
  inputDim: field(z.int().min(1).max(65536).default(512), {
    symbol: 'd',
    short: 'd',
    doc: 'number of inputs',
  }),
  width: field(z.int().min(1).max(65536).default(64), {
    symbol: 'p',
    short: 'p',
    doc: 'number of hidden neurons',
  }),
  batchSize: field(
    z
      .int()
      .min(1)
      .max(2 ** 24)
      .default(2048),
    { symbol: 'n', short: 'n', doc: 'samples a step, fresh unless sampleSize is given' },
  ),
  sampleSize,
  outputScale,
  precision,
  changes,
  steps: field(z.int().min(0).max(1000).default(4), {
    symbol: 'T',
    doc: 'giant steps of the first layer',
  }),
  preprocessing: field(z.enum(preprocessings).default('none'), {
    doc: 'what is taken off the labels of a batch before a step: mean, or linear for mean and linear part',
  }),
  ...readoutFields,
};

/** Resolved settings of giant/steps: the fields above, the names of the kinds, and the kinds' own fields. */
export type GiantSettings = Settings<typeof giantFields> &
  TrainingSettings & { readonly stepSize: number; readonly activation: string };
