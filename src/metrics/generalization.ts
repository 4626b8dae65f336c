import type { Metric } from './view.ts';

/** 0–1 error on the test stream; a tie counts as wrong. */
export const testError: Metric = {
  name: 'testError',
  doc: 'share of the fixed test samples with y f ≤ 0',
  measure: (view) => view.test.error,
};

/** Mean loss on the test stream. */
export const testLoss: Metric = {
  name: 'testLoss',
  doc: 'mean loss on the fixed test samples',
  measure: (view) => view.test.loss,
};

/** Exact 0–1 error; absent where 2^d inputs are too many. */
export const populationError: Metric = {
  name: 'populationError',
  doc: 'exact share of all 2^d inputs with y f ≤ 0, by enumeration; only for d ≤ 16 on the cube',
  measure: (view) => view.test.populationError,
};
