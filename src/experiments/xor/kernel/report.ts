import type { Findings, TrialRecord } from '../../experiment.ts';
import type { Crossing } from '../phases.ts';
import { targetFormula } from '../target-formula.ts';
import { percent } from '../two-phases-report.ts';
import { predictionOf } from './prediction.ts';
import type { KernelSettings } from './settings.ts';

const settingsOf = ({ settings }: TrialRecord) => settings as unknown as KernelSettings;
const count = (value: unknown) => Math.round(value as number).toLocaleString('en-US');

/** What a trial of xor/kernel showed, a sentence a line, and what to try next. */
export function reportKernel(record: TrialRecord): string[] {
  const { inputDim, kernel } = settingsOf(record);
  const told = [
    `Target: ${targetFormula({ ...settingsOf(record) })} among ${inputDim} inputs, by the kernel ${kernel}.`,
    diagnoseKernel(record).sentence,
    crossing(record, 'error5pc', 0.05),
    crossing(record, 'error1pc', 0.01),
    `The last training set, of ${count(record.summary.trainingSamples)} samples, leaves ${percent(record.summary.testError)}.`,
  ];
  return [...told.filter((sentence) => sentence !== ''), `Next: ${advice(record)}`];
}

/** Where an error was passed, beside the closed form; silent where nobody asked for so small an error. */
function crossing(record: TrialRecord, key: 'error5pc' | 'error1pc', error: number): string {
  const settings = settingsOf(record);
  const seen = record.summary[key] as Crossing | null;
  if (!seen && error < settings.errorGoal) return '';
  const square = settings.inputDim * settings.inputDim;
  const theory = predictionOf(settings)?.samplesTo(error);
  const expected = theory ? `; the closed form has ${count(theory)}, ${(theory / square).toFixed(2)} d²` : '';
  if (!seen) return `Test error did not fall below ${100 * error} %${expected}.`;
  const [before, after] = seen.samples;
  const share = (after / square).toFixed(2);
  return `Test error fell below ${100 * error} % between ${count(before)} and ${count(after)} samples (${share} d²)${expected}.`;
}

/** Why a trial of xor/kernel ended as it did. Plain JSON. */
export interface KernelDiagnosis {
  readonly name: 'healthy' | 'too-few-samples' | 'contradiction' | 'interrupted';
  /** Empty where nothing went wrong. */
  readonly sentence: string;
}

/** A kernel's trial has few ways to end. */
export function diagnoseKernel({ status, summary }: Pick<Findings, 'status' | 'summary'>): KernelDiagnosis {
  const samples = count(summary.trainingSamples);
  switch (status) {
    case 'finished':
      return { name: 'healthy', sentence: '' };
    case 'interrupted':
      return { name: 'interrupted', sentence: `Interrupted after a training set of ${samples}.` };
    case 'diverged':
      return {
        name: 'contradiction',
        sentence: `No function of the kernel interpolates the training set after that of ${samples}: a sample has both labels.`,
      };
    case 'budget-exhausted':
      return { name: 'too-few-samples', sentence: `Gave up at a training set of ${samples}.` };
  }
}

function advice(record: TrialRecord): string {
  const { inputDim } = settingsOf(record);
  const { name } = diagnoseKernel(record);
  if (name === 'interrupted') return 'the same again, to its end.';
  if (name === 'contradiction') return 'fewer samples with --max-samples, or more inputs.';
  if (name === 'too-few-samples') {
    return `--max-samples ${2 * (record.summary.trainingSamples as number)}, or fewer inputs.`;
  }
  return `npx twolayer run xor/two-phases -d ${inputDim} -p ${inputDim} to see a network that learns features, or --input-dim ${2 * inputDim} to see the samples grow fourfold.`;
}
