import { kebab } from '../../settings/kebab.ts';
import type { TrialRecord } from '../experiment.ts';
import { type Diagnosis, diagnose } from './diagnosis.ts';
import { reportLedger } from './ledger-words.ts';
import type { Crossing } from './phases.ts';
import { reportTwins } from './twins-report.ts';
import { predictedFinding } from './two-phases-prediction.ts';

type Numbers = Readonly<Record<string, number | null | undefined>>;

const count = (value: number) => Math.round(value).toLocaleString('en-US');
/** Time, step and samples of a crossing, in words. */
export const when = ({ time, samples, steps }: Crossing) =>
  `at time ${time[1].toFixed(1)} (step ${count(steps[1])}, ${count(samples[1])} samples)`;
/** A share in percent, two digits. */
export const percent = (value: unknown) => `${(100 * (value as number)).toPrecision(2)} %`;

/** What a run of xor/two-phases showed, a sentence a line, why when it missed its target, and what to try next. */
export function reportTwoPhases(record: TrialRecord): string[] {
  const diagnosis = diagnose(record);
  const told = [
    ending(record),
    phase1(record),
    error(record),
    phase2(record),
    features(record),
    reportLedger(record),
    ...reportTwins(record),
    why(diagnosis),
  ];
  return [...told.filter((sentence) => sentence !== ''), `Next: ${next(diagnosis, record)}`];
}

/** How the run ended, where that is not the natural end; else empty. */
export function ending({ status, summary, series }: TrialRecord): string {
  const step = count(summary.steps as number);
  if (status === 'diverged') return `Diverged: an output stopped being finite at step ${step}.`;
  if (status === 'interrupted') return `Interrupted after ${step} steps.`;
  return status === 'budget-exhausted'
    ? `Gave up at time ${series.time.at(-1)!.toFixed(1)}, step ${step}.`
    : '';
}

function phase1(record: TrialRecord): string {
  const end = record.summary.phase1End as Crossing | null;
  if (!end) return 'Phase 1, finding, has not ended: the signal has not outgrown the perpendicular part.';
  const finding = predictedFinding(record);
  const expected = finding ? `; without batch noise about ${finding.end.toFixed(1)}` : '';
  return `Phase 1, finding, ended ${when(end)}${expected}.`;
}

function error({ summary }: TrialRecord): string {
  const below = summary.error1pc as Crossing | null;
  const fell = below ? `fell below 1 % ${when(below)}` : 'did not fall below 1 %';
  return `Test error ${fell}; it is ${percent(summary.testError)} at the end.`;
}

function phase2({ summary }: TrialRecord): string {
  const end = summary.phase2End as Crossing | null;
  const margins = summary.clusterMargins as number[];
  const smallest = Math.min(...margins);
  const now = Number.isFinite(smallest) ? `is ${smallest.toPrecision(2)}` : 'is not finite';
  if (!end) return `Phase 2, tuning, has not ended: the smallest cluster margin ${now}.`;
  const since = smallest >= 1 ? '' : `; at the end the smallest ${now}`;
  return `Phase 2, tuning, ended ${when(end)}: all four cluster margins had reached 1${since}.`;
}

function features(record: TrialRecord): string {
  const { summary, settings } = record;
  const { heavyFraction, signalRate, oppositeRate } = summary as unknown as Numbers;
  const heavy = Math.round(heavyFraction! * settings.width);
  const carried = `${heavy} of ${settings.width} neurons carry the signal (the rest of them is below 0.3 of it).`;
  if (typeof signalRate !== 'number' || typeof oppositeRate !== 'number') return carried;
  const finding = predictedFinding(record);
  const predicted = finding ? ` (predicted ±${finding.rate.toFixed(3)})` : '';
  const rates = `the signal grew at rate ${signalRate.toFixed(3)}, the opposite part at ${oppositeRate.toFixed(3)}`;
  return `${carried} At first ${rates}${predicted}.`;
}

/** The diagnosis of a run that missed its target; nothing more to say of the others. */
const why = ({ name, sentence }: Diagnosis) =>
  name === 'healthy' || name === 'interrupted'
    ? ''
    : name === 'stopped'
      ? sentence
      : `Diagnosis: ${name}. ${sentence}`;

/** The setting that would have helped, or what to look at next. */
function next({ name, fix }: Diagnosis, { settings }: TrialRecord): string {
  if (name === 'interrupted') return 'the same again, to its end.';
  if (name === 'stopped') return 'the same without --stop-when, to its natural end.';
  if (name === 'healthy') {
    return `--input-dim ${2 * settings.inputDim} to see the time grow like ln d, or --seed 1 for other luck.`;
  }
  if (!fix) return '--seed 1, to see whether it was luck.';
  const flag = `--${kebab(fix.key)}`;
  if (fix.value === null) return `the same without ${flag}: ${fix.why}.`;
  return `${flag} ${fix.value}: ${fix.why}.`;
}
