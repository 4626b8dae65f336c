import type { Findings, Remedy } from '../experiment.ts';
import { column, foundAbove, foundAt, listed, namesOf, settingsOf, theoryIn } from './rows.ts';
import type { LearnableDirection, TargetTheory } from './theory.ts';

/** What can be said of a run of giant/steps. */
export type GiantDiagnosisName =
  | 'healthy'
  | 'interrupted'
  | 'diverged'
  | 'overshooting'
  | 'frozen'
  | 'small-step'
  | 'random-labels'
  | 'blind-activation'
  | 'too-few-steps'
  | 'batch-too-small'
  | 'no-staircase'
  | 'hidden-by-lower-parts'
  | 'unlucky';

/** Why a run did or did not find the directions of its target. Plain JSON. */
export interface GiantDiagnosis {
  readonly name: GiantDiagnosisName;
  readonly sentence: string;
  /** null where nothing is to be mended. */
  readonly fix: (Remedy & { readonly why: string }) | null;
}

/** What causes look at. */
interface Case {
  readonly record: Findings;
  readonly theory: TargetTheory;
  /** Steps made. */
  readonly steps: number;
  readonly found: readonly LearnableDirection[];
  readonly missing: readonly LearnableDirection[];
  /** The leap that shows the first of those that are missing; 0 where none is. */
  readonly leap: number;
}

type Cause = (one: Case) => GiantDiagnosis | undefined;

/** Explains a run: the first cause that it shows; what would hide others stands before them. */
export function diagnoseGiantSteps(record: Findings): GiantDiagnosis {
  const theory = theoryIn(record);
  const isFound = theory.directions.map((_, k) => foundAt(record, k) !== null);
  const missing = theory.directions.filter((_, k) => !isFound[k]);
  const one: Case = {
    record,
    theory,
    steps: record.series.step.at(-1)!,
    found: theory.directions.filter((_, k) => isFound[k]),
    missing,
    leap: missing[0]?.leap ?? 0,
  };
  for (const cause of causes) {
    const diagnosis = cause(one);
    if (diagnosis) return diagnosis;
  }
  return unlucky(one);
}

const interrupted: Cause = ({ record, steps }) =>
  record.status === 'interrupted'
    ? { name: 'interrupted', sentence: `It was interrupted after ${steps} steps.`, fix: null }
    : undefined;

const smaller = (record: Findings) => ({
  key: 'stepSize',
  value: settingsOf(record).stepSize / 10,
  why: 'steps beyond the order of p throw neurons farther than they can come back',
});

const diverged: Cause = ({ record }) =>
  record.status === 'diverged'
    ? {
        name: 'diverged',
        sentence: `An output stopped being finite at step ${record.summary.divergedAtStep}.`,
        fix: smaller(record),
      }
    : undefined;

/** Norms beyond this many times those at the start are no feature learning. */
const MOST_GROWTH = 1000;

const overshooting: Cause = ({ record }) => {
  const norms = column(record, 'rowNorm')!;
  const growth = (norms.at(-1) ?? Infinity) / norms[0]!;
  if (growth < MOST_GROWTH) return undefined;
  const sentence = `Neurons have grown ${growth.toPrecision(2)}-fold and still grow: every step overshoots.`;
  return { name: 'overshooting', sentence, fix: smaller(record) };
};

const frozen: Cause = ({ record, steps }) => {
  if (steps === 0) {
    const fix = { key: 'steps', value: null, why: 'features come from steps' };
    return { name: 'frozen', sentence: 'No step was made: these are random features.', fix };
  }
  if (settingsOf(record).stepSize > 0) return undefined;
  const fix = { key: 'stepSize', value: null, why: 'a step of size 0 leaves the first layer as it is' };
  return { name: 'frozen', sentence: 'The first layer never moved: these are random features.', fix };
};

/** Neurons stay where they were though gradients know better. */
const smallStep: Cause = ({ record, found }) => {
  const threshold = foundAbove(record.settings.inputDim);
  const alignment = column(record, 'alignment')!;
  const [first, last] = [alignment[0]!, alignment.at(-1) ?? 0];
  if (found.length === 0 || last > Math.max(1.5 * first, threshold)) return undefined;
  const norms = column(record, 'rowNorm')!;
  const moved = Math.sqrt(2 * Math.max((norms.at(-1) ?? 0) / norms[0]! - 1, 1e-5));
  if (moved > 1) return undefined;
  const sentence = `Gradients point to ${listed(namesOf(found))}, but steps are so small that neurons do not turn (alignment ${last.toPrecision(2)}, at the start ${first.toPrecision(2)}).`;
  const value = Number((settingsOf(record).stepSize / moved).toPrecision(1));
  return {
    name: 'small-step',
    sentence,
    fix: { key: 'stepSize', value, why: 'a step then moves a neuron by about its norm' },
  };
};

const healthy: Cause = ({ missing, found }) =>
  missing.length === 0
    ? { name: 'healthy', sentence: `Gradients showed ${listed(namesOf(found))}.`, fix: null }
    : undefined;

/** Labels flipped from this probability on have next to nothing to tell. */
const RANDOM = 0.4;

const randomLabels: Cause = ({ record, found }) => {
  const { flipProbability } = record.settings as unknown as { readonly flipProbability?: number };
  if (record.settings.corruption !== 'label-noise' || !(flipProbability! >= RANDOM) || found.length > 0)
    return undefined;
  const sentence = `Of the labels ${100 * flipProbability!} % have the wrong sign, and gradients stay in the noise.`;
  return {
    name: 'random-labels',
    sentence,
    fix: { key: 'flipProbability', value: 0, why: 'gradients need labels that tell' },
  };
};

const blind: Cause = ({ record, theory, missing }) => {
  const unseen = missing.filter(({ name }) => theory.unseen.includes(name));
  if (unseen.length === 0) return undefined;
  const { activation } = settingsOf(record);
  const degree = theory.blind[0]!;
  const sentence = `Of ${listed(namesOf(unseen))} a part of degree ${degree} tells, to which ${activation} is blind (c_${degree} = 0): no batch is large enough.`;
  const value = degree % 2 === 0 ? 'relu' : degree === 3 ? 'hermite' : 'tanh';
  return {
    name: 'blind-activation',
    sentence,
    fix: { key: 'activation', value, why: `its c_${degree} is not 0` },
  };
};

const tooFewSteps: Cause = ({ missing, steps }) => {
  const later = missing.filter(({ step }) => step !== null && step > steps);
  const last = later.at(-1)?.step;
  if (!last || later.length < missing.length) return undefined;
  const sentence = `The staircase reaches ${listed(namesOf(later))} at step ${last}, and the run ended after ${steps}.`;
  return { name: 'too-few-steps', sentence, fix: { key: 'steps', value: last, why: 'one stair a step' } };
};

/** Samples that show a part of degree ℓ: the order of d^ℓ. */
function enough(leap: number, inputDim: number): number {
  let samples = leap === 1 ? 4 : 1;
  for (let k = 0; k < leap; k++) samples *= inputDim;
  return samples;
}

/** The largest batch that can be asked for. */
const MOST_SAMPLES = 2 ** 24;

const smallBatch: Cause = ({ record, missing, found, leap }) => {
  const { inputDim, batchSize } = settingsOf(record);
  const needed = enough(leap, inputDim);
  if (batchSize >= needed) return undefined;
  const name = found.length === 0 ? 'batch-too-small' : 'no-staircase';
  const order = leap === 1 ? 'd' : `d^${leap}`;
  const count = (samples: number) => samples.toLocaleString('en-US');
  const leads = `takes batches of the order of ${order} = ${count(needed / (leap === 1 ? 4 : 1))}, and these have ${count(batchSize)}`;
  const sentence =
    found.length === 0
      ? `Gradients stay in the noise: leap ${leap} ${leads}.`
      : `Stuck on the first stairs: ${listed(namesOf(found))} found, but nothing learned there leads to ${listed(namesOf(missing))}: leap ${leap} ${leads}.`;
  const why = `leap ${leap} asks for n of the order of ${order}`;
  return { name, sentence, fix: { key: 'batchSize', value: Math.min(needed, MOST_SAMPLES), why } };
};

const hidden: Cause = ({ record, missing, found, leap }) => {
  if (found.length === 0 || leap < 2 || settingsOf(record).preprocessing === 'linear') return undefined;
  const sentence = `Batches are large enough for leap ${leap}, but the linear part of the labels hides ${listed(namesOf(missing))}.`;
  const fix = {
    key: 'preprocessing',
    value: 'linear',
    why: 'without mean and linear part the quadratic part is the first',
  };
  return { name: 'hidden-by-lower-parts', sentence, fix };
};

function unlucky({ record, missing }: Case): GiantDiagnosis {
  const { batchSize } = settingsOf(record);
  const sentence = `Gradients show nothing of ${listed(namesOf(missing))}, though batches are of the right order.`;
  const value = Math.min(4 * batchSize, MOST_SAMPLES);
  return {
    name: 'unlucky',
    sentence,
    fix: { key: 'batchSize', value, why: 'what is large against d^ℓ has less noise' },
  };
}

const causes: readonly Cause[] = [
  interrupted,
  diverged,
  frozen,
  overshooting,
  smallStep,
  healthy,
  randomLabels,
  blind,
  tooFewSteps,
  smallBatch,
  hidden,
];
