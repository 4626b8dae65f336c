import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/experiments/claim.ts';
import { hermiteCoefficients } from '../../src/experiments/giant/claims/c01-hermite-coefficients.ts';
import { alignmentLaw } from '../../src/experiments/giant/claims/c02-alignment-law.ts';
import { onlyOneDirection } from '../../src/experiments/giant/claims/c03-only-one-direction.ts';
import { spike } from '../../src/experiments/giant/claims/c04-spike.ts';
import { samplesForLeapTwo } from '../../src/experiments/giant/claims/c06-samples-leap-2.ts';
import { firstStep } from '../../src/experiments/giant/claims/first-step.ts';
import { leapTwo } from '../../src/experiments/giant/claims/leap-steps.ts';
import { createLab, type Forced } from '../../src/experiments/lab.ts';
import { decide, isMissed } from '../../src/experiments/verdict.ts';
import { meanOf } from '../../src/numerics/inference.ts';
import { rowAlignment } from '../../src/theory/giant-step-laws.ts';

const PLAN = { quick: true, seed: 0, dimFactor: 1 };

/** Seeds of the quick plan that show a control for what it is. */
const FEW = 8;

/** What quick jobs of a claim came to; a job that claims share is done once under the same force. */
const done = new Map<string, unknown>();
function findingsOf(claim: Claim, seeds = Infinity, forced: Forced = {}) {
  const lab = createLab(forced);
  const jobs = (claim.jobs(PLAN) as { seed: number }[]).filter(({ seed }) => seed < seeds);
  const results = jobs.map((job) => {
    const key = JSON.stringify([forced.settings, claim.work.name, job]);
    if (!done.has(key)) done.set(key, claim.work.run(job, lab));
    return { job, evidence: done.get(key) };
  });
  return claim.judge(results, 0.05);
}

const claims: readonly Claim[] = [
  hermiteCoefficients,
  alignmentLaw,
  onlyOneDirection,
  spike,
  samplesForLeapTwo,
];

describe('quick checks of the claims about first steps', () => {
  for (const claim of claims) {
    it(`${claim.id}: ${claim.title}`, () => {
      expect(findingsOf(claim).filter((finding) => decide([finding]) !== 'supported')).toEqual([]);
    });
  }
});

describe('no claim about first steps survives its controls', () => {
  for (const claim of claims) {
    const { name, settings } = claim.controls[0]!;
    it(`${claim.id}, of ${name}`, () => {
      expect(findingsOf(claim, FEW, { settings }).some(isMissed)).toBe(true);
    });
  }
});

it('the law of rows at finite d is what the plain engine gives, within five standard errors', () => {
  const lab = createLab({ settings: { precision: 'float64' } });
  const [inputDim, batchSize] = [40, 1600];
  const settings = { inputDim, width: 16, batchSize, expression: 'He2(z1)/sqrt(2)', dimPower: 0.5 };
  const squares = Array.from(
    { length: 40 },
    (_, seed) => firstStep.run({ settings, seed }, lab).alignment! ** 2,
  );
  const law = rowAlignment(leapTwo, inputDim, batchSize) ** 2;
  const [low, high] = meanOf(squares, 5.7e-7).interval;
  expect(law).toBeGreaterThan(low);
  expect(law).toBeLessThan(high);
});
