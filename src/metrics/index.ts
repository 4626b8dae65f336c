import { fourierCoefficients, targetCoefficients } from './fourier.ts';
import { populationError, testError, testLoss } from './generalization.ts';
import { layerImbalance, perpendicular, relevantPart, relevantRatio, secondLayer } from './neurons.ts';
import type { Metric } from './view.ts';
import {
  clusterMargins,
  heavyFraction,
  opposite,
  oppositeGrowth,
  signal,
  signalGrowth,
  signalRatio,
} from './xor.ts';

/** What can be observed along a run, in the order of its series. */
export const metrics: readonly Metric[] = [
  testError,
  testLoss,
  populationError,
  clusterMargins,
  signal,
  opposite,
  perpendicular,
  secondLayer,
  signalGrowth,
  oppositeGrowth,
  signalRatio,
  heavyFraction,
  layerImbalance,
  relevantPart,
  relevantRatio,
  fourierCoefficients,
  targetCoefficients,
];
