import { z } from 'zod';
import { field, type Rule, type Settings } from '../../settings/kind.ts';

/** Regressions that the readout can be compared with. */
const comparisons = ['random-features', 'linear', 'kernel', 'equivalent'] as const;

const size = z
  .int()
  .min(1)
  .max(2 ** 24);

/** What can be set of the ridge regression on the second layer. */
export const readoutFields = {
  readoutSize: field(size.optional(), {
    doc: 'samples of the ridge regression on the second layer; by default as many as a step has',
  }),
  readoutBatch: field(z.enum(['fresh', 'reused', 'none']).default('fresh'), {
    doc: 'fresh samples for it, or those of the last step once more, which then overfits; none leaves it out',
  }),
  ridge: field(z.number().min(0).max(1e12).default(1), {
    symbol: 'λ',
    doc: "λ‖a‖² beside the sum of squared errors of f = (1/√p) Σ a σ(w·z), as the authors' notebooks have it; their text has it beside the mean, where this λ is λ/n",
  }),
  ridgeChoice: field(z.enum(['fixed', 'held-out']).default('fixed'), {
    doc: 'held-out: the power of ten from 10^-6 to 10^6 that errs least on a fifth of the samples, held out for it',
  }),
  compareWith: field(z.array(z.enum(comparisons)).default(['random-features']), {
    doc: 'beside it: ridge on random features (the start), a linear fit, the infinitely wide kernel, Gaussian equivalent features',
    placeholder: 'list',
  }),
  testSize: field(size.default(8192), { doc: 'samples of the fixed test stream' }),
};

/** Resolved settings of the readout, with what they stand beside. */
export type ReadoutSettings = Settings<typeof readoutFields> & {
  readonly inputDim: number;
  readonly batchSize: number;
};

/** Features at most: three matrices of 8 bytes an entry then take 384 MiB. */
const MOST_FEATURES = 4096;
/** Samples of the kernel at most: its matrix is factored as a whole. */
const MOST_KERNEL_SAMPLES = 2048;

/** How many samples the readout has. */
export const readoutSizeOf = ({ readoutSize, batchSize }: ReadoutSettings): number =>
  readoutSize ?? batchSize;

const gibibytes = (features: number) => ((3 * 8 * features * features) / 2 ** 30).toFixed(1);

const isAsked = (settings: Readonly<Record<string, unknown>>, comparison: string) =>
  (settings.compareWith as readonly string[]).includes(comparison);

const fits = (key: string, count: number): ReturnType<Rule> =>
  count > MOST_FEATURES
    ? {
        key,
        allowed: `at most ${MOST_FEATURES}, as the matrices of its regression would take ${gibibytes(count)} GiB, or readoutBatch none`,
      }
    : undefined;

const reusedIsThere: Rule = (settings) =>
  settings.readoutBatch === 'reused' && (settings.readoutSize as number) > (settings.batchSize as number)
    ? {
        key: 'readoutSize',
        allowed: `at most ${settings.batchSize}, the batch of a step, where that is reused`,
      }
    : undefined;

const kernelFits: Rule = (settings) => {
  const samples = readoutSizeOf(settings as unknown as ReadoutSettings);
  if (!isAsked(settings, 'kernel') || samples <= MOST_KERNEL_SAMPLES) return undefined;
  const allowed = `at most ${MOST_KERNEL_SAMPLES} beside the kernel, whose matrices would take ${gibibytes(samples)} GiB`;
  return { key: settings.readoutSize === undefined ? 'batchSize' : 'readoutSize', allowed };
};

const needsRelu: Rule = (settings) =>
  settings.activation !== 'relu' && (isAsked(settings, 'kernel') || isAsked(settings, 'equivalent'))
    ? { key: 'compareWith', allowed: 'without kernel and equivalent, whose formulas are those of relu' }
    : undefined;

const needsOneByOne: Rule = (settings) =>
  isAsked(settings, 'equivalent') && settings.init === 'paired'
    ? {
        key: 'compareWith',
        allowed: 'without equivalent where neurons start in pairs, which are not independent',
      }
    : undefined;

const rules: readonly Rule[] = [
  ({ width }) => fits('width', width as number),
  (settings) => (isAsked(settings, 'linear') ? fits('inputDim', settings.inputDim as number) : undefined),
  reusedIsThere,
  kernelFits,
  needsRelu,
  needsOneByOne,
];

/** Refuses what does not fit memory or has no formula, where there is a readout. */
export const readoutRules: readonly Rule[] = rules.map(
  (rule) => (settings) => (settings.readoutBatch === 'none' ? undefined : rule(settings)),
);
