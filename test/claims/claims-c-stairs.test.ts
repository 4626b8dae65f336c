import { describe, expect, it } from 'vitest';
import type { Claim, Plan } from '../../src/experiments/claim.ts';
import { specializationNeedsSquare } from '../../src/experiments/giant/claims/c08-specialization.ts';
import { staircaseSecondStep } from '../../src/experiments/giant/claims/c09-staircase.ts';
import { noStaircase } from '../../src/experiments/giant/claims/c10-no-staircase.ts';
import { secondStepSees } from '../../src/experiments/giant/claims/c11-second-step.ts';
import { thirdStair } from '../../src/experiments/giant/claims/c16-third-stair.ts';
import { normsStayControlled } from '../../src/experiments/giant/claims/c18-norms.ts';
import { createLab, type Forced } from '../../src/experiments/lab.ts';
import { decide } from '../../src/experiments/verdict.ts';

const quick: Plan = { quick: true, seed: 0, dimFactor: 1 };

const done = new Map<string, unknown>();

interface Job {
  readonly given: { readonly inputDim: number };
  readonly seed: number;
}

/** The quick jobs of a claim in its lowest dimension, of a few seeds: enough to see what is wrong. */
function smallest(claim: Claim): Job[] {
  const jobs = (claim.jobs(quick) as Job[]).filter(({ seed }) => seed < 8);
  const lowest = Math.min(...jobs.map(({ given }) => given.inputDim));
  return jobs.filter(({ given }) => given.inputDim === lowest);
}

/** What jobs say, controls left out; a job that claims share is done once under the same force. */
function decisionOf(claim: Claim, jobs: readonly unknown[], forced: Forced = {}) {
  const lab = createLab(forced);
  const results = jobs.map((job) => {
    const key = JSON.stringify([claim.work.name, job, forced]);
    if (!done.has(key)) done.set(key, claim.work.run(job, lab));
    const evidence = done.get(key);
    expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence); // no NaN, no undefined
    return { job, evidence };
  });
  return decide(claim.judge(results, 0.05));
}

describe.each([
  specializationNeedsSquare,
  staircaseSecondStep,
  noStaircase,
  secondStepSees,
  thirdStair,
  normsStayControlled,
])('$id: $title', (claim) => {
  it('is supported by its quick plan', () => {
    expect(decisionOf(claim, claim.jobs(quick))).toBe('supported');
  });

  for (const { name, settings } of claim.controls) {
    it(`is not supported under its control: ${name}`, () => {
      expect(decisionOf(claim, smallest(claim))).not.toBe('not supported');
      expect(decisionOf(claim, smallest(claim), { settings })).toBe('not supported');
    });
  }
});
