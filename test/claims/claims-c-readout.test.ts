import { expect, it } from 'vitest';
import type { Given } from '../../src/experiments/claim.ts';
import { gaussianEquivalence } from '../../src/experiments/giant/claims/c15-gaussian-equivalence.ts';
import { createLab } from '../../src/experiments/lab.ts';

const jobs = gaussianEquivalence.jobs({ quick: true, seed: 0, dimFactor: 1 }).slice(0, 20);

/** What the first quick jobs of C15 say of the readout's own word under a force. */
function ownWordUnder(settings: Given) {
  const lab = createLab({ settings });
  const results = jobs.map((job) => ({ job, evidence: gaussianEquivalence.work.run(job, lab) }));
  return gaussianEquivalence.judge(results, 0.05).find(({ quantity }) => quantity.startsWith('leave-one'))!;
}

it('C15 finds out a readout that has the batch of the step once more: it says too little of its error', () => {
  const [fresh, reused] = [{}, { readoutBatch: 'reused' }].map(ownWordUnder);
  expect(fresh!.interval[0]).toBeLessThan(1);
  expect(fresh!.interval[1]).toBeGreaterThan(1);
  expect(reused!.interval[1]).toBeLessThan(1);
});
