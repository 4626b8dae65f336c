import { activations } from '../../activations/index.ts';
import { corruptions } from '../../corruptions/index.ts';
import { gaussian } from '../../inputs/gaussian.ts';
import { correlation } from '../../losses/correlation.ts';
import { squared } from '../../losses/squared.ts';
import { giantMetrics, readoutQuantities } from '../../metrics/giant/index.ts';
import { giantInitializations } from '../../network/index.ts';
import { giantOptimizers } from '../../optimizers/index.ts';
import { functions } from '../../targets/index.ts';
import { fitsMemory, wholeBatches } from '../../training/settings.ts';
import type { Experiment } from '../experiment.ts';
import { clockOf, giantCourse } from './course.ts';
import { diagnoseGiantSteps } from './diagnosis.ts';
import { hasExpansion } from './directions.ts';
import { giantStepsFigure } from './figure.ts';
import { liveGiantSteps } from './live.ts';
import { readoutRules, readoutSizeOf } from './readout-settings.ts';
import { progressOfGiantSteps, reportGiantSteps } from './report.ts';
import { type GiantSettings, giantFields } from './settings.ts';
import { summarizeGiantSteps } from './summary.ts';

/** A few giant steps on the first layer, then ridge regression on the second. */
export const giantSteps: Experiment = {
  name: 'giant/steps',
  doc: 'watch a few giant gradient steps find the directions of a target, one stair at a time',
  source: 'arXiv 2305.18270',
  settings: giantFields,
  choices: {
    inputs: [gaussian],
    target: functions,
    corruption: corruptions.filter(({ name }) => name !== 'spurious'),
    init: giantInitializations,
    activation: activations,
    loss: [squared, correlation],
    optimizer: giantOptimizers,
  },
  fixed: ['target', 'corruption'],
  rules: [hasExpansion, fitsMemory, wholeBatches, ...readoutRules],
  metrics: [...giantMetrics, ...readoutQuantities],
  watchers: [],
  success: 'alignment > 0.5',
  phase: ({ step }) => (step === 0 ? 'start' : `step ${step}`),
  progress: progressOfGiantSteps,
  isDone: ({ step }, settings) => step >= (settings as GiantSettings).steps,
  clock: (settings) => clockOf(settings as GiantSettings),
  course: (settings, seeds, engine) => giantCourse(settings as GiantSettings, seeds, engine),
  cost: (settings) => costOf(settings as GiantSettings),
  summarize: summarizeGiantSteps,
  diagnose: diagnoseGiantSteps,
  live: liveGiantSteps,
  report: reportGiantSteps,
  figure: giantStepsFigure,
};

/** Multiply-adds of a dense product that take as long as a Gaussian number, and as a pair of features of a sample. */
const PER_GAUSSIAN = 200;
const PER_PAIR = 5;

/** Steps draw their batch twice, to train and to look at it; the readout is fitted and tested after each and before. */
function costOf(settings: GiantSettings) {
  const { inputDim, width, batchSize, steps, testSize } = settings;
  const forward = inputDim * (width + PER_GAUSSIAN);
  const step = batchSize * (2 * forward);
  const readout = readoutSizeOf(settings) * (forward + PER_PAIR * width * width) + testSize * forward;
  const hasReadout = Number(settings.readoutBatch !== 'none');
  return {
    multiplyAdds: steps * step + hasReadout * (steps + 1) * readout,
    bytes: 16 * inputDim * width + hasReadout * 24 * width * width,
  };
}
