import { corruptions } from '../../corruptions/index.ts';
import { inputs } from '../../inputs/index.ts';
import { losses } from '../../losses/index.ts';
import { metrics } from '../../metrics/index.ts';
import { initializations } from '../../network/index.ts';
import { optimizers } from '../../optimizers/index.ts';
import { targets } from '../../targets/index.ts';
import { fitsMemory, trainingFields, wholeBatches } from '../../training/settings.ts';
import type { Experiment, Snapshot } from '../experiment.ts';
import { scheduleFields, scheduleRules } from '../schedule.ts';
import { diagnoseOtherTargets } from './other-targets-diagnosis.ts';
import { otherTargetsFigure } from './other-targets-figure.ts';
import { liveOtherTargets } from './other-targets-live.ts';
import { reportOtherTargets } from './other-targets-report.ts';
import { errorBelow, featuresAreFound, firstCrossing } from './phases.ts';

const isLearned = errorBelow(0.01);

/** SGD on functions of a few coordinates other than XOR: which are found, at what cost, and what is learned of them. */
export const otherTargets: Experiment = {
  name: 'xor/other-targets',
  doc: 'watch SGD find other functions of a few coordinates: several XORs, parities, truth tables',
  source: 'derived',
  settings: { ...trainingFields, ...scheduleFields('an error below 1 %') },
  choices: {
    inputs,
    target: targets,
    corruption: corruptions,
    init: initializations,
    loss: losses,
    optimizer: optimizers,
  },
  rules: [fitsMemory, ...scheduleRules, wholeBatches],
  metrics,
  watchers: [],
  success: 'testError < 0.01',
  phase(snapshot) {
    if (isLearned(snapshot)) return 'learned';
    return featuresAreFound(snapshot) ? 'tuning' : 'finding';
  },
  isDone: isLearned,
  summarize(snapshots: readonly Snapshot[]) {
    const last = snapshots.at(-1)!.values;
    const found = firstCrossing(snapshots, featuresAreFound);
    const learned = firstCrossing(snapshots, isLearned);
    return {
      samplesToError1pc: learned?.samples[1] ?? null,
      foundTime: found?.time[1] ?? null,
      found,
      learned,
      testError: last.testError,
      testLoss: last.testLoss,
      populationError: last.populationError ?? null,
      relevantRatio: last.relevantRatio,
      heavyFraction: last.heavyFraction ?? null,
      fourierCoefficients: last.fourierCoefficients ?? null,
      targetCoefficients: last.targetCoefficients ?? null,
    };
  },
  diagnose: diagnoseOtherTargets,
  live: liveOtherTargets,
  report: reportOtherTargets,
  figure: otherTargetsFigure,
};
