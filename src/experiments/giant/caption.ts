import type { TrialRecord } from '../experiment.ts';
import { seedsLine } from '../xor/two-phases-caption.ts';
import { discAxes } from './disc-panel.ts';
import { column, listed, namesOf, settingsOf, theoryIn } from './rows.ts';

const count = (value: number) => value.toLocaleString('en-US');

/** The settings that matter, in the paper's letters. */
export function settingsLine(record: TrialRecord): string {
  const settings = settingsOf(record) as unknown as Readonly<Record<string, unknown>>;
  const { inputDim, width, batchSize, activation, init } = settings;
  const size = `d = ${count(inputDim as number)}, p = ${count(width as number)}, n = ${count(batchSize as number)}`;
  return [size, `η = ${stepSizeText(settings)}`, activation, `${init} start`, ...unusual(settings)].join(
    ', ',
  );
}

/** `2 p`, `10 p^0.5 n^0.5`. */
function stepSizeText(settings: Readonly<Record<string, unknown>>): string {
  const powers = [
    ['p', settings.widthPower],
    ['d', settings.dimPower],
    ['n', settings.batchPower],
  ].filter(([, power]) => power !== 0);
  const factors = powers.map(([letter, power]) => (power === 1 ? letter : `${letter}^${power}`));
  return [settings.stepSize, ...factors].join(' ');
}

/** What differs from the plain case. */
function unusual(settings: Readonly<Record<string, unknown>>): string[] {
  const { loss, normalizeRows, preprocessing, corruption, sampleSize } = settings;
  return [
    loss === 'squared' ? '' : `${loss} loss`,
    normalizeRows ? 'rows normalized' : '',
    preprocessing === 'none' ? '' : `labels without their ${preprocessing} part`,
    corruption === 'none' ? '' : `labels with ${corruption}`,
    sampleSize === undefined ? '' : `${count(sampleSize as number)} samples reused`,
  ].filter((part) => part !== '');
}

/** How the run ended, where that is not the natural end; else empty. */
export function endingLine({ status, summary }: TrialRecord): string {
  if (status === 'diverged') return `diverged at step ${summary.divergedAtStep ?? summary.steps}`;
  return status === 'interrupted' ? `interrupted after ${summary.steps} steps` : '';
}

/** What is shown, at which settings, how to read it, and the command that repeats it. */
export function captionOf(record: TrialRecord, command: string): string {
  const { formula } = theoryIn(record);
  const ending = endingLine(record);
  return [
    `Giant steps on the first layer under y = ${formula}, ${seedsLine(record)}:`,
    `${settingsLine(record)}${ending && `; ${ending}`}.`,
    neuronsSentence(record),
    '(b) Mean over all neurons of |cos| with each direction of the target: of the weights, bold, and of the gradient, thin;',
    'dashed, 1/√d, the root mean square of a random direction.',
    mseSentence(record),
    readingSentence(record),
    `Repeat it: ${command}`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function neuronsSentence(record: TrialRecord): string {
  const theory = theoryIn(record);
  const shown = record.series.neurons.a?.length ?? 0;
  const start = `(a) ${shown} neurons, warm where a > 0 and cool where a < 0: cosines of their weights at the start and of −∂L/∂w at each step`;
  if (theory.directions.length < 2) {
    return `${start} with ${theory.directions[0]!.name}; dashed, ±2/√d.`;
  }
  const axes = discAxes(theory);
  const others = namesOf(theory.directions.slice(2));
  const more = others.length === 0 ? '' : ` Not shown there: ${listed(others)}.`;
  return `${start} with ${axes.names.join(' and ')}; dotted, the circle of radius 2/√d; dashed, the one direction that steps can have shown by then, where it is one.${more}`;
}

function mseSentence(record: TrialRecord): string {
  if (!column(record, 'testMse')) return '';
  return '(c) Mean squared error over the test stream of ridge regression on the features after each step; dashed, floors of theory.';
}

function readingSentence(record: TrialRecord): string {
  const { leapIndex, directions } = theoryIn(record);
  const steps = directions
    .filter(({ step }) => step !== null)
    .map(({ name, step }) => `${name} by step ${step}`);
  const never = namesOf(directions.filter(({ step }) => step === null));
  const told = [
    steps.length > 0 ? `with batches of the order of d, theory has neurons turn to ${listed(steps)}` : '',
    never.length > 0 ? `${listed(never)} by theory only with batches larger than of the order of d` : '',
  ].filter((part) => part !== '');
  return `How to read it: the target has leap index ${leapIndex}; ${told.join(', and ')}.`;
}
