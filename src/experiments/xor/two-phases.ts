import { corruptions } from '../../corruptions/index.ts';
import { inputs } from '../../inputs/index.ts';
import { ledgerFields } from '../../ledgers/constants.ts';
import { inequalitiesAreReadable, inequalityFields } from '../../ledgers/user-inequality.ts';
import { losses } from '../../losses/index.ts';
import { metrics } from '../../metrics/index.ts';
import { initializations } from '../../network/index.ts';
import { exp, log } from '../../numerics/elementary.ts';
import { slopeThroughOrigin } from '../../numerics/statistics.ts';
import { optimizers } from '../../optimizers/index.ts';
import { parity } from '../../targets/parity.ts';
import { fitsMemory, type TrainingSettings, trainingFields, wholeBatches } from '../../training/settings.ts';
import type { Experiment, Snapshot } from '../experiment.ts';
import { scheduleFields, scheduleRules } from '../schedule.ts';
import type { TrialSettings } from '../trial-clock.ts';
import { branchesFigure } from './branches-figure.ts';
import { reportBranches } from './branches-report.ts';
import { diagnose } from './diagnosis.ts';
import { watchLedger } from './ledger-watcher.ts';
import { liveXor } from './live.ts';
import { errorBelow, firstCrossing, signalIsFound, signalIsTuned } from './phases.ts';
import { expectedEnd, regimeOf } from './regime.ts';
import { twinFields, twinRules, watchTwins } from './twins.ts';
import { twoPhasesFigure } from './two-phases-figure.ts';
import { reportTwoPhases } from './two-phases-report.ts';

const settings = {
  ...trainingFields,
  ...scheduleFields('the end of phase 2 with an error below 1 %'),
  ...ledgerFields,
  ...inequalityFields,
  ...twinFields,
};

/** Until this time the signal is small against the rest of a typical neuron and grows at a constant rate. */
const FINDING_WINDOW = 2.5;

/**
 * The rate r at which each step multiplies growth by 1 + ηr, from the slope of ln(growth) over time 0 … 2.5 through
 * the exact start (growth 1 at time 0). Batch noise adds up in growth like a random walk, so ln(growth) has variance
 * ∝ time/growth²: the weights are its inverse.
 *
 * @returns NaN when no measurement falls in the window or a growth is not positive
 */
function rate(snapshots: readonly Snapshot[], metric: string, stepSize: number): number {
  const early = snapshots.filter(({ time }) => time > 0 && time <= FINDING_WINDOW + 1e-9);
  const times = early.map(({ time }) => time);
  const growth = early.map(({ values }) => values[metric] as number);
  const weights = growth.map((g, i) => (g * g) / times[i]!);
  return (exp(stepSize * slopeThroughOrigin(times, growth.map(log), weights)) - 1) / stepSize;
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** SGD on XOR: first it finds the signal among d coordinates, then it tunes what it found. */
export const twoPhases: Experiment = {
  name: 'xor/two-phases',
  doc: 'watch SGD find, then tune, the XOR features',
  source: 'arXiv 2309.15111',
  settings,
  choices: {
    inputs,
    target: [parity],
    corruption: corruptions,
    init: initializations,
    loss: losses,
    optimizer: optimizers,
  },
  rules: [
    fitsMemory,
    ({ inputDim }) =>
      (inputDim as number) < 2 ? { key: 'inputDim', allowed: 'at least 2 for XOR' } : undefined,
    ...scheduleRules,
    wholeBatches,
    inequalitiesAreReadable,
    ({ coordinates }) =>
      (coordinates as number[]).length !== 2
        ? { key: 'coordinates', allowed: 'two coordinates for XOR' }
        : undefined,
    ...twinRules,
  ],
  metrics,
  watchers: [watchLedger, watchTwins],
  success: 'testError < 0.01',
  expectedEnd,
  regime: regimeOf,
  phase(snapshot) {
    if (signalIsTuned(snapshot)) return 'tuned';
    return signalIsFound(snapshot) ? 'tuning' : 'finding';
  },
  isDone: (snapshot) => signalIsTuned(snapshot) && errorBelow(0.01)(snapshot),
  summarize(snapshots: readonly Snapshot[], settings: TrainingSettings) {
    const { stepSize, changes } = settings as unknown as TrialSettings;
    const unchanged = snapshots.filter(({ step }) => step <= (changes[0]?.step ?? Infinity));
    const last = snapshots.at(-1)!.values;
    const phase1End = firstCrossing(snapshots, signalIsFound);
    const phase2End = firstCrossing(snapshots, signalIsTuned);
    const error1pc = firstCrossing(snapshots, errorBelow(0.01));
    return {
      samplesToError1pc: error1pc?.samples[1] ?? null,
      phase1EndTime: phase1End?.time[1] ?? null,
      phase2EndTime: phase2End?.time[1] ?? null,
      phase1End,
      phase2End,
      error1pc,
      signalRate: finite(rate(unchanged, 'signalGrowth', stepSize)),
      oppositeRate: finite(rate(unchanged, 'oppositeGrowth', stepSize)),
      neuronsAtStart: snapshots[0]!.values.clusterNeurons,
      neuronsAtEnd: last.clusterNeurons,
      heavyFraction: last.heavyFraction,
      clusterMargins: last.clusterMargins,
      testError: last.testError,
      testLoss: last.testLoss,
      populationError: last.populationError ?? null,
    };
  },
  diagnose,
  live: liveXor,
  report: reportTwoPhases,
  figure: twoPhasesFigure,
  branches: { report: reportBranches, figure: branchesFigure },
};
