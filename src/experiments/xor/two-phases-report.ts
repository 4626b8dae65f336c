import type { TrialRecord } from '../experiment.ts';
import type { Crossing } from './phases.ts';
import { predictedFinding } from './two-phases-prediction.ts';

type Numbers = Readonly<Record<string, number | null>>;

const count = (value: number) => Math.round(value).toLocaleString('en-US');
const when = ({ time, samples, steps }: Crossing) =>
  `at time ${time[1].toFixed(1)} (step ${count(steps[1])}, ${count(samples[1])} samples)`;

/** What a run of xor/two-phases showed, a sentence a line, and what to try next. */
export function reportTwoPhases(record: TrialRecord): string[] {
  return [...ending(record), ...phases(record), ...features(record), `Next: ${advice(record)}`];
}

function ending({ status, summary, settings }: TrialRecord): string[] {
  if (status === 'diverged') {
    return [`Diverged: an output stopped being finite at step ${count(summary.divergedAtStep as number)}.`];
  }
  if (status === 'interrupted') return [`Interrupted after ${count(summary.steps as number)} steps.`];
  const { maxTime } = settings as unknown as Numbers;
  return status === 'budget-exhausted'
    ? [`Phase 2 had not ended when the run gave up (--max-time ${maxTime}).`]
    : [];
}

function phases(record: TrialRecord): string[] {
  const { summary } = record;
  const [phase1, phase2, error] = ['phase1End', 'phase2End', 'error1pc'].map(
    (key) => summary[key] as Crossing | null,
  );
  const finding = predictedFinding(record);
  const expected = finding ? `; without batch noise about ${finding.end.toFixed(1)}` : '';
  return [
    phase1
      ? `Phase 1, finding, ended ${when(phase1)}${expected}.`
      : 'Phase 1, finding, did not end: the signal never outgrew the rest of the neurons.',
    error
      ? `Test error fell below 1 % ${when(error)}; it is ${percent(summary.testError)} at the end.`
      : `Test error did not fall below 1 %; it is ${percent(summary.testError)} at the end.`,
    phase2
      ? `Phase 2, tuning, ended ${when(phase2)}: all four cluster margins are above 1.`
      : `Phase 2, tuning, did not end: the smallest cluster margin is ${smallest(summary).toPrecision(2)}.`,
  ];
}

const percent = (value: unknown) => `${(100 * (value as number)).toPrecision(2)} %`;
const smallest = (summary: TrialRecord['summary']) => Math.min(...(summary.clusterMargins as number[]));

function features(record: TrialRecord): string[] {
  const { summary, settings } = record;
  const { heavyFraction, signalRate, oppositeRate } = summary as unknown as Numbers;
  const carried = `${Math.round(heavyFraction! * settings.width)} of ${settings.width} neurons carry the signal.`;
  if (signalRate === null || oppositeRate === null) return [carried];
  const finding = predictedFinding(record);
  const predicted = finding ? ` (predicted ±${finding.rate.toFixed(3)})` : '';
  const [grew, shrank] = [signalRate!, oppositeRate!].map((rate) => rate.toFixed(3));
  return [`${carried} At first the signal grew at rate ${grew}, the opposite part at ${shrank}${predicted}.`];
}

/** The setting that most likely changes what was seen; the rules of thumb are those of docs/notation.md. */
function advice({ status, summary, settings }: TrialRecord): string {
  const { batchSize, inputDim, width } = settings;
  const { stepSize, maxTime, steps } = settings as unknown as Numbers;
  if (status === 'diverged') return `a smaller --step-size, say ${stepSize! / 10}.`;
  if (summary.phase2End !== null) {
    return `--input-dim ${2 * inputDim} to see the time grow like ln d, or --seed 1 for other luck.`;
  }
  if (steps) return `the same without --steps ${steps}, to the end of phase 2.`;
  if (batchSize / (stepSize! * inputDim) < 5) {
    return `a larger --batch-size: n/(ηd) is ${(batchSize / (stepSize! * inputDim)).toPrecision(2)}, runs start to fail near 3.`;
  }
  if (width < 16) return `a larger --width: ${width} neurons often miss one of the four clusters.`;
  return `a larger --max-time than ${maxTime}.`;
}
