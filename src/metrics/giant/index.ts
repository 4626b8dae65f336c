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
];
