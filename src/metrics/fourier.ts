import { walshHadamard } from '../numerics/walsh.ts';
import type { Metric } from './view.ts';

const order = 'T = {}, {i}, {j}, {i, j}, {k}, {i, k}, … of the relevant coordinates i, j, k, …';

/** What the network has learned of each product of relevant signs. */
export const fourierCoefficients: Metric = {
  name: 'fourierCoefficients',
  symbol: 'f̂(T)',
  doc: `mean over the test samples of f · ∏ sign(x_i) over i in T, for ${order}; at most 4 relevant`,
  source: 'derived',
  measure: ({ test }) => test.coefficients,
};

/** The same of the label, exactly: what `fourierCoefficients` should be proportional to. */
export const targetCoefficients: Metric = {
  name: 'targetCoefficients',
  symbol: 'ŷ(T)',
  doc: `mean of y · ∏ x_i over i in T under uniform signs, for ${order}; at most 4 relevant`,
  source: 'derived',
  measure: ({ labels }) =>
    labels.length === 0 ? undefined : walshHadamard(labels).map((sum) => sum / labels.length),
};
