import { describe, expect, it } from 'vitest';
import { type Claim, learningControls, type Result } from '../../src/experiments/claim.ts';
import { createLab, type Forced } from '../../src/experiments/lab.ts';
import { decide, judgeClaim } from '../../src/experiments/verdict.ts';
import { findingTakesLogD } from '../../src/experiments/xor/claims/a04-finding-takes-log-d.ts';
import { samplesDLogD } from '../../src/experiments/xor/claims/a05-samples-d-log-d.ts';
import { batchOverStepSize } from '../../src/experiments/xor/claims/a06-batch-over-step-size.ts';
import { batchOfOne } from '../../src/experiments/xor/claims/a07-batch-of-one.ts';
import { couponWidth } from '../../src/experiments/xor/claims/a14-coupon-width.ts';
import { initScale } from '../../src/experiments/xor/claims/a19-init-scale.ts';
import { samplesOverWidth } from '../../src/experiments/xor/claims/a23-samples-over-width.ts';
import { findingSpread } from '../../src/experiments/xor/claims/a26-finding-spread.ts';
import { wrongSignEngine } from '../sabotage.ts';

/** Each claim's share of the error of a family of 26. */
const ALPHA = 0.05 / 26;
const PLAN = { quick: true, seed: 0, dimFactor: 1 };

const done = new Map<string, unknown>();

/** Judged on its quick jobs; jobs of claims that share a work are done once. */
function judged(claim: Claim) {
  const results = claim.jobs(PLAN).map((job): Result<unknown, unknown> => {
    const key = claim.work.name + JSON.stringify(job);
    if (!done.has(key)) done.set(key, claim.work.run(job, createLab()));
    return { job, evidence: done.get(key) };
  });
  return judgeClaim(claim, results, {}, ALPHA);
}

/** Decision on the quick jobs of a few seeds (one is enough where nothing is reached), with a fault built in. */
function decisionUnder(forced: Forced, claim: Claim, seeds = 1) {
  const few = claim.jobs(PLAN).filter(({ seed }) => seed % 100_000 < seeds);
  const lab = createLab(forced);
  return decide(
    claim.judge(
      few.map((job) => ({ job, evidence: claim.work.run(job, lab) })),
      ALPHA,
    ),
  );
}

describe.each([batchOverStepSize, batchOfOne, couponWidth, initScale])('$id, $title', (claim) => {
  it('is supported by its quick plan', () => {
    expect(judged(claim).decision).toBe('supported');
  });
});

describe('A4, finding takes time ~ log d', () => {
  it('has a slope near the predicted one in its quick plan, whose few seeds leave the tolerance by 0.02', () => {
    const { decision, findings } = judged(findingTakesLogD);
    expect(decision).toBe('inconclusive');
    expect(Math.abs(findings[0]!.estimate! - 1.278)).toBeLessThan(0.04);
    expect(findings[1]!.interval[0]).toBeGreaterThan(0);
  });

  it('does not hold with a loss half as steep', () => {
    expect(decisionUnder({ settings: { lossScale: 1 } }, findingTakesLogD, 4)).toBe('not supported');
  });
});

describe('A5, samples ~ d log d', () => {
  it('has a power near 1 in its quick plan, whose few seeds leave the tolerance by 0.03, and rules out d²', () => {
    const { decision, findings } = judged(samplesDLogD);
    expect(decision).toBe('inconclusive');
    for (const [power, squared] of [findings.slice(0, 2), findings.slice(2)]) {
      expect(Math.abs(power!.estimate! - 1)).toBeLessThan(0.05);
      expect(squared!.estimate).toBeGreaterThan(50);
    }
  });
});

describe('A23, samples over width', () => {
  it('has no slope from width 128 on, but one that leaves the tolerance from width 16', () => {
    const { decision, findings } = judged(samplesOverWidth);
    expect(decision).toBe('inconclusive');
    expect(findings[0]!.estimate).toBeLessThan(-0.05);
    expect(Math.abs(findings[1]!.estimate!)).toBeLessThan(0.01);
  });
});

describe('A26, spread of finding times', () => {
  it('is of the order that the start foretells in its quick plan, whose few seeds leave the tolerance by 0.04', () => {
    const { decision, findings } = judged(findingSpread);
    expect(decision).toBe('inconclusive');
    expect(findings[0]!.interval[1]).toBeLessThan(1);
    expect(Math.abs(findings[1]!.estimate!)).toBeLessThan(0.2);
  });
});

/** Finding alone does not need the second layer to learn. */
const ofFinding = [findingTakesLogD, findingSpread];
const ofLearning = [samplesDLogD, batchOverStepSize, batchOfOne, couponWidth, initScale, samplesOverWidth];

describe.each([...ofFinding, ...ofLearning])('$id, $title', (claim) => {
  it.each(learningControls)('does not hold with $name', ({ settings }) => {
    expect(decisionUnder({ settings }, claim)).toBe('not supported');
  });
});

describe.each(ofLearning)('$id', (claim) => {
  it('does not hold when the second layer climbs', () => {
    expect(decisionUnder({ engine: wrongSignEngine }, claim)).toBe('not supported');
  });
});
