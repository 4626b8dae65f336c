import type { Metric } from './view.ts';

export const testError: Metric = {
  name: 'testError',
  doc: 'share of the fixed test samples with y f ≤ 0',
  measure: (view) => view.test.error,
};

export const testLoss: Metric = {
  name: 'testLoss',
  doc: 'mean loss on the fixed test samples',
  measure: (view) => view.test.loss,
};

export const populationError: Metric = {
  name: 'populationError',
  doc: 'exact share of all 2^d inputs with y f ≤ 0, by enumeration; only for d ≤ 16 on the cube',
  measure: (view) => view.test.populationError,
};
