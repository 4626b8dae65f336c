import type { Preset } from '../preset.ts';
import type { GiantDiagnosisName } from './diagnosis.ts';

/** A preset of giant/steps, and the name the explainer must give it at seed 0. */
interface GiantPreset extends Preset {
  readonly diagnosis: GiantDiagnosisName;
}

const experiment = 'giant/steps';

const oneLine = '(4*z1+z1^2+z2)/2';
const stair = '(z1+z1^2+z2-z2^2)/2';
const pair = '(z1+He2(z1)/2+He4(z1)/24+z2+He2(z2)/2+He4(z2)/24)/2';

/** The authors' notebook of six steps: n = d = 4096, p = 1024, η = 2p; 40 neurons are shown. */
const fullSteps = { inputDim: 4096, width: 1024, batchSize: 4096, steps: 6, init: 'unpaired' };
const scaledSteps = { inputDim: 512, width: 64, batchSize: 2048, steps: 6, init: 'unpaired' };

/** The authors' notebook of one step: d = 512, p = 1024, η = 10 √(np); samples are d^1.3, d^1.65 and d². */
const oneStep = {
  steps: 1,
  init: 'unpaired',
  stepSize: 10,
  widthPower: 0.5,
  batchPower: 0.5,
  expression: pair,
};
const fullStep = { inputDim: 512, width: 1024, ...oneStep };
const scaledStep = { inputDim: 128, width: 256, ...oneStep };

const notebooks: readonly GiantPreset[] = [
  {
    name: 'notebook-line',
    doc: 'the authors’ six steps on 4z1 + z1² + z2 at their size: neurons keep to the line of slope 1/4 (a minute or two)',
    experiment,
    settings: { ...fullSteps, expression: oneLine },
    diagnosis: 'healthy',
  },
  {
    name: 'notebook-line-scaled',
    doc: 'the same with d = 512, p = 64, n = 2048',
    experiment,
    settings: { ...scaledSteps, expression: oneLine },
    diagnosis: 'healthy',
  },
  {
    name: 'notebook-stair',
    doc: 'the authors’ six steps on z1 + z1² + z2 − z2² at their size: neurons leave the diagonal from step 2 on (a minute or two)',
    experiment,
    settings: { ...fullSteps, expression: stair },
    diagnosis: 'healthy',
  },
  {
    name: 'notebook-stair-scaled',
    doc: 'the same with d = 512, p = 64, n = 2048',
    experiment,
    settings: { ...scaledSteps, expression: stair },
    diagnosis: 'healthy',
  },
  ...[
    { power: '1.3', full: 3325, scaled: 548 },
    { power: '1.65', full: 29509, scaled: 2998 },
    { power: '2', full: 262144, scaled: 16384 },
  ].flatMap(({ power, full, scaled }): GiantPreset[] => {
    const word = power.replace('.', '-');
    const diagnosis = power === '2' ? 'hidden-by-lower-parts' : 'no-staircase';
    return [
      {
        name: `notebook-one-step-${word}`,
        doc: `the authors’ one step with n = d^${power} at their size, d = 512 and p = 1024`,
        experiment,
        settings: { ...fullStep, batchSize: full },
        diagnosis,
      },
      {
        name: `notebook-one-step-${word}-scaled`,
        doc: `the same with d = 128, p = 256, n = ${scaled}`,
        experiment,
        settings: { ...scaledStep, batchSize: scaled },
        diagnosis,
      },
    ];
  }),
];

const small = { inputDim: 256, width: 64, batchSize: 2048 };

/** The authors' settings, and how giant steps succeed and fail, each from one changed setting. */
export const giantPresets: readonly GiantPreset[] = [
  ...notebooks,
  {
    name: 'staircase',
    doc: 'z1 + z2 + z1² − z2²: the first step finds z1 + z2, which shows z1 − z2 to the second',
    experiment,
    settings: { ...small, expression: '(z1+z2+z1^2-z2^2)/2' },
    diagnosis: 'healthy',
  },
  {
    name: 'no-staircase',
    doc: 'failure: z1 + z2 + z1² + z2²: what the first step finds shows nothing new to the next ones',
    experiment,
    settings: { ...small, expression: '(z1+z2+He2(z1)+He2(z2))/2' },
    diagnosis: 'no-staircase',
  },
  {
    name: 'small-batch',
    doc: 'failure: n = d/8 on a linear target',
    experiment,
    settings: { ...small, batchSize: 16, steps: 1, expression: 'z1' },
    diagnosis: 'batch-too-small',
  },
  {
    name: 'leap-two-small-batch',
    doc: 'failure: z1 z2 with n = 4d, where leap 2 asks for d²',
    experiment,
    settings: {
      inputDim: 128,
      width: 64,
      batchSize: 512,
      steps: 1,
      dimPower: 0.5,
      stepSize: 1,
      expression: 'z1*z2',
    },
    diagnosis: 'batch-too-small',
  },
  {
    name: 'blind-relu',
    doc: 'failure: He3(z1), to which ReLU is blind with any batch',
    experiment,
    settings: { inputDim: 64, width: 64, batchSize: 4096, steps: 1, dimPower: 1, expression: 'He3(z1)' },
    diagnosis: 'blind-activation',
  },
  {
    name: 'reused-batch',
    doc: 'the same 8d samples at every step: z1 z2 is found, which fresh batches of that size do not show',
    experiment,
    settings: { inputDim: 128, width: 64, batchSize: 1024, sampleSize: 1024, steps: 6, expression: 'z1*z2' },
    diagnosis: 'healthy',
  },
  {
    name: 'tiny-steps',
    doc: 'failure: steps of a hundredth, after which neurons stand where they stood',
    experiment,
    settings: { ...small, stepSize: 0.01, steps: 2, expression: 'z1' },
    diagnosis: 'small-step',
  },
  {
    name: 'huge-steps',
    doc: 'failure: steps of 100 p, each of which overshoots the one before',
    experiment,
    settings: { ...small, stepSize: 100, steps: 3, expression: 'z1' },
    diagnosis: 'overshooting',
  },
  {
    name: 'frozen-first-layer',
    doc: 'failure: steps of size 0, and so random features',
    experiment,
    settings: { ...small, stepSize: 0, steps: 1, expression: 'z1' },
    diagnosis: 'frozen',
  },
  {
    name: 'coin-labels',
    doc: 'failure: every second label has the wrong sign',
    experiment,
    settings: { ...small, steps: 2, expression: 'z1', corruption: 'label-noise', flipProbability: 0.5 },
    diagnosis: 'random-labels',
  },
];
