import { describe, expect, it } from 'vitest';
import type { Claim, Finding } from './claim.ts';
import { decide, judgeClaim } from './verdict.ts';

const finding = (interval: [number, number], tolerance: [number, number] = [0, 1]): Finding => ({
  quantity: 'x',
  estimate: (interval[0] + interval[1]) / 2,
  interval,
  expected: 0.5,
  tolerance,
});

describe('decide', () => {
  it.each([
    ['supported', [finding([0.2, 0.8])]],
    ['supported', [finding([0, 1]), finding([5, 7], [4, Infinity])]],
    ['inconclusive', [finding([0.2, 1.01])]],
    ['inconclusive', [finding([0, 0], [0, Infinity])]],
    ['supported', [finding([0, 0], [0, 1])]],
    ['inconclusive', [finding([-Infinity, Infinity])]],
    ['inconclusive', [finding([0.2, 0.8]), finding([-1, 2])]],
    ['not supported', [finding([1.01, 2])]],
    ['not supported', [finding([0.2, 0.8]), finding([-1, 2]), finding([-2, -1])]],
    ['not supported', [{ ...finding([0.2, 0.8]), estimate: null }]],
    ['not supported', []],
  ] as const)('%s', (decision, findings) => {
    expect(decide(findings)).toBe(decision);
  });
});

describe('judgeClaim', () => {
  /** A claim whose evidence is its interval. */
  const claim = {
    judge: (results: readonly { evidence: [number, number] }[]) => results.map((r) => finding(r.evidence)),
  } as unknown as Claim;
  const results = (interval: [number, number]) => [{ job: null, evidence: interval }];

  it('supports a claim that its controls break', () => {
    const judged = judgeClaim(
      claim,
      results([0.4, 0.6]),
      { broken: results([2, 3]), vague: results([0, 3]) },
      0.05,
    );
    expect(judged).toMatchObject({
      decision: 'supported',
      controls: { broken: 'not supported', vague: 'inconclusive' },
    });
  });

  it('refuses to support a claim that holds under a control too', () => {
    const judged = judgeClaim(claim, results([0.4, 0.6]), { frozen: results([0.4, 0.6]) }, 0.05);
    expect(judged.decision).toBe('inconclusive');
  });
});
