import { expect, it } from 'vitest';
import { performTrial } from '../perform.ts';
import { planOf, trialAt } from './plan.ts';
import { readSweep } from './sweep.ts';

it('a sweep over formulas of giant/steps is planned and done: at 4 samples z1 is not found, at 4096 it is', () => {
  const plan = planOf(
    readSweep({
      experiment: 'giant/steps',
      settings: {
        target: 'expression',
        inputDim: 64,
        width: 8,
        steps: 1,
        init: 'paired',
        readoutSize: 16,
        testSize: 16,
      },
      axes: { expression: ['z1', '2*z3'], batchSize: [4, 4096] },
      seeds: { count: 1 },
    }),
  );
  expect(plan.success).toBe('alignment > 0.5');
  const provenance = { version: '', commit: null };
  const found = [0, 1, 2, 3].map((index) => {
    const { cell, seeds } = trialAt(plan, index);
    const order = { experiment: plan.experiment.name, settings: cell.settings, seeds };
    const { hit } = performTrial(
      { ...order, success: plan.success, series: false },
      provenance,
      (s) => ({ seconds: s }) as never,
    );
    return hit!.steps[1];
  });
  expect(found).toEqual([null, 1, null, 1]);
});
