import { kebab } from '../../settings/kebab.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import type { Snapshot, TrialRecord } from '../experiment.ts';
import type { GiantDiagnosis } from './diagnosis.ts';
import { floorsShown } from './floors.ts';
import { column, entries, foundAt, listed, settingsOf, theoryIn } from './rows.ts';
import type { GiantSettings } from './settings.ts';

const short = (value: number | null | undefined) =>
  typeof value === 'number' && Number.isFinite(value) ? String(Number(value.toPrecision(2))) : 'not finite';

/** `step 2 of 4, 4,096 samples: overlaps 0.45 and 0.03, test MSE 0.31`. */
export function progressOfGiantSteps(
  { step, samples, values }: Snapshot,
  settings: TrainingSettings,
): string {
  const { steps } = settings as GiantSettings;
  const overlaps = listed([values.overlaps ?? []].flat().map(short));
  const mse = values.testMse === undefined ? '' : `, test MSE ${short(values.testMse as number)}`;
  return `step ${step} of ${steps}, ${samples.toLocaleString('en-US')} samples: overlaps ${overlaps}${mse}`;
}

/** What a trial of giant/steps showed, a sentence a line, why when directions are missing, and what to try next. */
export function reportGiantSteps(record: TrialRecord): string[] {
  const diagnosis = record.summary.diagnosis as GiantDiagnosis;
  const told = [
    target(record),
    ...theoryIn(record).directions.map((_, k) => direction(record, k)),
    alignment(record),
    readout(record),
    diagnosis.name === 'healthy' ? '' : `Diagnosis: ${diagnosis.name}. ${diagnosis.sentence}`,
  ];
  return [...told.filter((line) => line !== ''), `Next: ${next(diagnosis, record)}`];
}

function target(record: TrialRecord): string {
  const { formula, directions, leapIndex } = theoryIn(record);
  const { inputDim } = record.settings;
  const stairs = directions.map(({ name, step }) =>
    step === null ? `${name} by no step with batches of d` : `${name} from step ${step}`,
  );
  return `Target: y = ${formula} among ${inputDim} inputs, leap index ${leapIndex}; theory: ${listed(stairs)}.`;
}

/** What gradients and weights had of a direction. */
function direction(record: TrialRecord, k: number): string {
  const { name } = theoryIn(record).directions[k]!;
  const gradients = entries(record, 'gradientOverlaps', k);
  const weights = entries(record, 'overlaps', k);
  const at = foundAt(record, k);
  const place = at === null ? -1 : record.series.step.indexOf(at);
  const now = `overlap of neurons at the end ${short(weights.at(-1))}, at the start ${short(weights[0])}`;
  return at === null
    ? `${name}: not found, gradients stay within the noise; ${now}.`
    : `${name}: found by step ${at} (|cos| of gradients ${short(gradients[place])}); ${now}.`;
}

function alignment(record: TrialRecord): string {
  const values = column(record, 'alignment')!;
  const { directions } = theoryIn(record);
  const noise = Math.sqrt(directions.length / settingsOf(record).inputDim);
  const norms = column(record, 'rowNorm')!;
  return `Alignment with all of them ${short(values.at(-1))} (random directions: ${short(noise)}); norms went from ${short(norms[0])} to ${short(norms.at(-1))}.`;
}

function readout(record: TrialRecord): string {
  const own = column(record, 'testMse')?.at(-1);
  if (own === undefined) return '';
  const baseline = column(record, 'randomFeaturesMse')?.find((value) => value !== null);
  const random = typeof baseline === 'number' ? `, random features ${short(baseline)}` : '';
  const floors = floorsShown(record).map(({ text, value }) => `${text} ${short(value)}`);
  const least = floors.length > 0 ? `; floors: ${floors.join(', ')}` : '';
  return `Test MSE ${short(own)}${random}; variance ${short(theoryIn(record).variance)}${least}.`;
}

/** The setting that would have helped, or what to look at next. */
function next({ name, fix }: GiantDiagnosis, record: TrialRecord): string {
  if (name === 'interrupted') return 'the same again, to its end.';
  if (!fix) return doubled(record);
  const flag = `--${kebab(fix.key)}`;
  return fix.value === null ? `the same without ${flag}: ${fix.why}.` : `${flag} ${fix.value}: ${fix.why}.`;
}

/** Twice as many inputs, with batches as the largest leap asks for. */
function doubled(record: TrialRecord): string {
  const { inputDim, batchSize, sampleSize } = settingsOf(record);
  if (sampleSize !== undefined) return 'the same without --sample-size, to see what fresh batches find.';
  const factor = 1 << Math.max(...theoryIn(record).leaps);
  return `--input-dim ${2 * inputDim} --batch-size ${factor * batchSize}, to see what depends on d.`;
}
