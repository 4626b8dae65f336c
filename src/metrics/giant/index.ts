import type { Quantity } from '../view.ts';
import { alignment, gradientAlignment, gradientOverlaps, overlaps, rowNorm } from './overlaps.ts';
import { specialization, spikeCosine, spikeRatio } from './spectrum.ts';
import type { GiantMetric } from './view.ts';

/** What is observed of the first layer after giant steps. */
export const giantMetrics: readonly GiantMetric[] = [
  overlaps,
  gradientOverlaps,
  alignment,
  gradientAlignment,
  specialization,
  spikeRatio,
  spikeCosine,
  rowNorm,
];

/** What is observed of the ridge regression on its features. */
export const readoutQuantities: readonly Quantity[] = [
  { name: 'testMse', symbol: 'E(y − f)²', doc: 'mean squared error of the readout over the test stream' },
  {
    name: 'testError',
    symbol: 'P(y f ≤ 0)',
    doc: 'share of the test stream where the readout is not of the sign of the label; for labels ±1',
  },
  {
    name: 'trainMse',
    symbol: '',
    doc: 'mean squared error of the readout over the samples it was fitted to',
  },
  { name: 'ridge', symbol: 'λ', doc: 'the ridge it was fitted with' },
  { name: 'randomFeaturesMse', doc: 'testMse of the same ridge regression at the start' },
  { name: 'linearMse', doc: 'testMse of a linear fit to the same samples' },
  {
    name: 'kernelMse',
    symbol: '',
    doc: 'testMse of kernel ridge regression, the start made infinitely wide',
  },
  {
    name: 'equivalentMse',
    symbol: '',
    doc: 'testMse of the conditional Gaussian equivalent of the features',
  },
];
