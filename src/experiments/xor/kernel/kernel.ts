import { corruptions } from '../../../corruptions/index.ts';
import { hypercube } from '../../../inputs/hypercube.ts';
import { testError } from '../../../metrics/generalization.ts';
import { parity } from '../../../targets/parity.ts';
import type { Experiment, Snapshot } from '../../experiment.ts';
import { errorBelow, firstCrossing } from '../phases.ts';
import { goalIsReached, kernelCourse } from './course.ts';
import { kernelFigure } from './figure.ts';
import { kernels } from './kernels.ts';
import { diagnoseKernel, reportKernel } from './report.ts';
import { interpolationCost, type KernelSettings, kernelFields, sizesInOrder } from './settings.ts';

/** The baseline of feature learning: a kernel that knows no direction, on training sets that grow. */
export const kernel: Experiment = {
  name: 'xor/kernel',
  doc: 'watch a kernel, which learns no features, need d² samples for XOR',
  source: 'derived',
  settings: kernelFields,
  choices: { kernel: kernels, inputs: [hypercube], target: [parity], corruption: corruptions },
  rules: [sizesInOrder],
  metrics: [testError],
  watchers: [],
  success: 'testError < 0.01',
  cost: (settings) => interpolationCost(settings as unknown as KernelSettings),
  phase: (snapshot) => (errorBelow(0.01)(snapshot) ? 'learned' : 'fitting'),
  isDone: (snapshot, settings) => goalIsReached(snapshot, settings as unknown as KernelSettings),
  course: (settings, seeds, engine) => kernelCourse(settings as unknown as KernelSettings, seeds, engine),
  summarize(snapshots: readonly Snapshot[]) {
    const error1pc = firstCrossing(snapshots, errorBelow(0.01));
    const error5pc = firstCrossing(snapshots, errorBelow(0.05));
    return {
      samplesToError1pc: error1pc?.samples[1] ?? null,
      samplesToError5pc: error5pc?.samples[1] ?? null,
      error1pc,
      error5pc,
      trainingSamples: snapshots.at(-1)!.samples,
      testError: snapshots.at(-1)!.values.testError,
    };
  },
  diagnose: diagnoseKernel,
  report: reportKernel,
  figure: kernelFigure,
};
