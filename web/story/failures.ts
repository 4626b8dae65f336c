import { experiments, type Preset, presets, type Reading } from '../../src/index.ts';
import type { Seen, Step, Story } from './story.ts';

/** The names the explainer gives, in plain words, in the order in which they are offered. */
export const diagnoses: Readonly<Record<string, string>> = {
  healthy: 'Nothing: it is healthy',
  'stuck-in-noise': 'Stuck at the start: batch noise buries the signal',
  'noise-growth': 'Noise makes the weights grow, not the signal',
  'missing-cluster': 'A cluster has no neurons',
  unbalanced: 'Some clusters are learned, others lag behind',
  'frozen-layer': 'A layer does not move',
  lazy: 'Lazy: it fits the labels without finding features',
  'noisy-labels': 'The labels are unreliable',
  diverged: 'The steps are too large: it diverged',
};

const names = Object.keys(diagnoses);
const failing = /^failure: /;
const isOfXor = /^xor\//;

/** A step for a preset that fails on purpose. Its story is in its doc: that would be telling. */
const stepOf = ({ name, experiment, settings }: Preset, index: number): Step => ({
  title: `Case ${index + 1}`,
  text: [
    'Something is wrong with this run, of XOR as before. It plays to its end by itself; then say what you think is the matter.',
    'Look at where the [neurons|neuron] go, which [margins|margin] rise, and what becomes of the [perpendicular part].',
  ],
  scene: {
    experiment,
    given: settings,
    seed: 0,
    label: 'as it was',
    speed: 8,
    ask: undefined,
    until: undefined,
    view: 'directions',
    charts: ['parts', 'margins', 'error'],
  },
  question: {
    ask: 'What is wrong?',
    choices: Object.values(diagnoses),
    answer: ({ reading }) => names.indexOf(diagnosisOf(reading)?.name ?? ''),
  },
  explain: ({ reading }: Seen) => [
    diagnosisOf(reading)?.sentence ?? 'The explainer says nothing of this run.',
    `In the terminal: \`npx twolayer run ${experiment} --preset ${name}\`.`,
  ],
  hasRemedy: true,
});

const diagnosisOf = (reading: Reading | undefined) => reading?.diagnosis;

const isShown = ({ doc, experiment }: Preset) =>
  failing.test(doc) &&
  isOfXor.test(experiment) &&
  experiments.some(({ name, live }) => name === experiment && live);

/** Every preset of XOR that fails on purpose and can be watched. */
export const failures: Story = {
  name: 'when-it-fails',
  title: 'When it fails',
  steps: presets.filter(isShown).map(stepOf),
};
