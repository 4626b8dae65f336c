import { streamNames } from '../../numerics/streams.ts';
import type { TrialRecord } from '../experiment.ts';
import { ledgerOf } from './ledger-words.ts';
import { targetFormula } from './target-formula.ts';
import { twinsSentence } from './twins-panel.ts';

const count = (value: unknown) => (value as number).toLocaleString('en-US');

/** The settings that matter, in the papers' letters. */
export function settingsLine({ settings }: TrialRecord): string {
  const { stepSize, initScale, lossScale } = settings as unknown as Record<string, unknown>;
  const { inputDim, width, batchSize, loss, outputScale } = settings;
  const size = `d = ${count(inputDim)}, p = ${count(width)}, n = ${count(batchSize)}`;
  const scale = lossScale === undefined ? '' : ` × ${lossScale}`;
  const rule = [`η = ${stepSize}`, `θ = ${initScale}`, `${loss} loss${scale}`, `${outputScale} form`];
  return [size, ...rule, ...unusual(settings as unknown as Record<string, unknown>)].join(', ');
}

/** What differs from the plain case: target, inputs, corruption, reused samples, the factor p, rates of the layers. */
function unusual(settings: Readonly<Record<string, unknown>>): string[] {
  const { inputs, corruption, sampleSize, meanField, firstLayerRate, secondLayerRate } = settings;
  const target = targetFormula(settings);
  return [
    target === PLAIN_TARGET ? '' : target,
    inputs === 'hypercube' ? '' : `inputs ${inputs}`,
    corruption === 'none' ? '' : `training samples with ${corruption}`,
    sampleSize === undefined ? '' : `${count(sampleSize)} samples reused`,
    meanField ? '' : 'gradients not × p',
    firstLayerRate === 1 ? '' : `first layer’s rate × ${firstLayerRate}`,
    secondLayerRate === 1 ? '' : `second layer’s rate × ${secondLayerRate}`,
  ].filter((part) => part !== '');
}

const PLAIN_TARGET = 'y = −x₁x₂';

/** What changes on the way; the figure marks it. */
function changesSentence({ settings: { changes } }: TrialRecord): string {
  const each = changes.map(({ step, key, value }) => `${key} ${value} from step ${count(step)} on`);
  return each.length === 0 ? '' : `Changed at the rules: ${each.join(', ')}.`;
}

/** The seed, or the seed of each stream where they differ. */
export function seedsLine({ seeds }: TrialRecord): string {
  if (streamNames.every((name) => seeds[name] === seeds.init)) return `seed ${seeds.init}`;
  return `seeds ${streamNames.map((name) => `${name} ${seeds[name]}`).join(', ')}`;
}

/** How the run ended, where that is not the natural end; else empty. */
export function endingLine({ status, summary }: TrialRecord): string {
  if (status === 'diverged') return `diverged at step ${count(summary.divergedAtStep ?? summary.steps)}`;
  if (status === 'interrupted') return `interrupted after ${count(summary.steps)} steps`;
  return status === 'budget-exhausted' ? `stopped after ${count(summary.steps)} steps` : '';
}

/** What a caption has to know of the picture besides the record. */
export interface Shown {
  readonly neurons: number;
  /** Half-width of the linear part of the margin axis, as text. */
  readonly linearWithin: string;
  readonly slopes: boolean;
  readonly margins: boolean;
}

/** What is shown, at which settings, how to read it, and the command that repeats it. */
export function captionOf(record: TrialRecord, command: string, shown: Shown): string {
  const ending = endingLine(record);
  const { testSize } = record.settings as unknown as Record<string, unknown>;
  return [
    `One run of SGD on XOR, ${seedsLine(record)}: ${settingsLine(record)}${ending && `; ${ending}`}.`,
    changesSentence(record),
    partsSentence(record, shown),
    '(b) Margin y f(μ) of each of the four clusters,',
    `linear within ±${shown.linearWithin} and logarithmic beyond,`,
    `and the test error, on ${count(testSize)} samples.`,
    ledgerSentence(record),
    dashedSentence(shown),
    twinsSentence(record),
    'How to read it: a straight line in (a) is exponential in T;',
    'finding is over once the signal outweighs the perpendicular part in the median neuron, weighted by its',
    'squared norm; tuning is over once all four margins are 1.',
    `Repeat it: ${command}`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function partsSentence({ settings }: TrialRecord, { neurons }: Shown): string {
  const rms = `thick, the root mean square over the ${count(settings.width)} neurons`;
  const thin = neurons === settings.width ? 'thin, each of them' : `thin, the first ${neurons} of them`;
  if (settings.width === 1) return '(a) Norms of the parts of the one neuron, and its |a|.';
  return `(a) Norms of the parts of the neurons, and |a|: ${rms}; ${thin}.`;
}

function ledgerSentence(record: TrialRecord): string {
  if (!ledgerOf(record)) return '';
  const colors =
    'green where one holds, the stronger the more slack; gray where it is not claimed; red where it is broken';
  return `(c) The hypotheses of the analysis: ${colors}; right, the least slack as a share of the right side.`;
}

function dashedSentence({ slopes, margins }: Shown): string {
  if (!slopes) return '';
  const equation = margins ? ', in (b) the margin equation from the end of finding on' : '';
  return `Dashed, theory for small margins without batch noise: in (a) the rates per unit of T${equation}.`;
}
