import type { Preset } from '../preset.ts';
import type { DiagnosisName } from './diagnosis/cause.ts';

/** A preset of a run that goes a certain way, and the name the explainer must give it. */
interface Signature extends Preset {
  readonly diagnosis: DiagnosisName;
}

const experiment = 'xor/two-phases';

/** The ways in which feature learning fails, each from one changed setting, and one run that is well. */
export const failures: readonly Signature[] = [
  {
    name: 'healthy',
    doc: 'XOR among 64 coordinates, quiet and wide enough: both phases in a second',
    experiment,
    settings: { inputDim: 64, width: 64, batchSize: 640 },
    diagnosis: 'healthy',
  },
  {
    name: 'stuck-at-saddle',
    doc: 'failure: batches so small (n/(ηd) = 0.3) that noise outruns the signal and the loss stays where it was',
    experiment,
    settings: { inputDim: 64, width: 64, stepSize: 0.5, batchSize: 10, maxTime: 20 },
    diagnosis: 'stuck-in-noise',
  },
  {
    name: 'unbalanced-margins',
    doc: 'failure: ten neurons, of which seed 0 points 4, 2, 3 and 1 to the clusters, under a frozen second layer',
    experiment,
    settings: { inputDim: 64, width: 10, batchSize: 640, secondLayerRate: 0, maxTime: 60 },
    diagnosis: 'unbalanced',
  },
  {
    name: 'noise-growth',
    doc: 'failure: batches smaller still (n/(ηd) = 0.1): weights grow for good, but not in the signal',
    experiment,
    settings: { inputDim: 64, width: 64, stepSize: 0.5, batchSize: 3, maxTime: 60 },
    diagnosis: 'noise-growth',
  },
  {
    name: 'missing-cluster',
    doc: 'failure: three neurons for four clusters',
    experiment,
    settings: { inputDim: 32, width: 3, batchSize: 320, maxTime: 40 },
    diagnosis: 'missing-cluster',
  },
  {
    name: 'lazy',
    doc: 'failure: a start so large (θ = 20) that the loss is met before neurons have turned',
    experiment,
    settings: { inputDim: 64, width: 32, batchSize: 640, initScale: 20, maxTime: 40 },
    diagnosis: 'lazy',
  },
  {
    name: 'overshooting',
    doc: 'failure: steps of size 12 find the signal and then overshoot until an output is no longer finite',
    experiment,
    settings: { inputDim: 64, width: 64, stepSize: 12, batchSize: 7680 },
    diagnosis: 'diverged',
  },
  {
    name: 'frozen-features',
    doc: 'failure: the first layer stays frozen, so nothing is found',
    experiment,
    settings: { inputDim: 64, width: 64, batchSize: 640, firstLayerRate: 0, maxTime: 40 },
    diagnosis: 'frozen-layer',
  },
  {
    name: 'wrong-labels',
    doc: 'failure: two labels of five are wrong, and the best margin, ln(0.6/0.4), is below 1',
    experiment,
    settings: {
      inputDim: 32,
      width: 32,
      batchSize: 320,
      corruption: 'label-noise',
      flipProbability: 0.4,
    },
    diagnosis: 'noisy-labels',
  },
];
