import { describe, expect, it } from 'vitest';
import { createLab, type Forced } from '../../src/experiments/lab.ts';
import { decide } from '../../src/experiments/verdict.ts';
import { calibratedExponents } from '../../src/experiments/xor/claims/e2-calibrated-exponents.ts';

/** Some 1000 data sets of the 16000 of the quick plan: too few to support the claim, enough to refuse it. */
function decision(forced?: Forced) {
  const jobs = calibratedExponents.jobs({ quick: true, seed: 0, dimFactor: 1 }).slice(0, 2);
  const lab = createLab(forced);
  const results = jobs.map((job) => ({ job, evidence: calibratedExponents.work.run(job, lab) }));
  return decide(calibratedExponents.judge(results, 0.05));
}

describe('E2: intervals of exponents cover the truth as often as they say', () => {
  it('is not refused by a sixteenth of its quick plan', () => {
    expect(decision()).not.toBe('not supported');
  });

  it('is refused by as many data sets from which unfinished runs are dropped', () => {
    const [control] = calibratedExponents.controls;
    expect(decision({ settings: control!.settings })).toBe('not supported');
  });
});
