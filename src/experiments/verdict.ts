import type { Claim, Finding, Result } from './claim.ts';

/** What a computation says of a statement. */
export type Decision = 'supported' | 'not supported' | 'inconclusive';

/** Supported: every interval lies within its tolerance. Not supported: one lies wholly outside. Else inconclusive. */
export function decide(findings: readonly Finding[]): Decision {
  if (findings.length === 0 || findings.some(isMissed)) return 'not supported';
  return findings.every(isMet) ? 'supported' : 'inconclusive';
}

/** The whole interval lies within the tolerance. */
export function isMet({ estimate, interval, tolerance }: Finding): boolean {
  return estimate !== null && interval[0] >= tolerance[0] && interval[1] <= tolerance[1];
}

/** The whole interval lies outside, or there was nothing to measure. */
export function isMissed({ estimate, interval, tolerance }: Finding): boolean {
  return estimate === null || interval[1] < tolerance[0] || interval[0] > tolerance[1];
}

/** What the numbers of a claim are worth, its negative controls included. */
export interface Judgement {
  readonly decision: Decision;
  readonly findings: readonly Finding[];
  /** Names of the controls under which the claim holds as well. */
  readonly passedControls: readonly string[];
}

/**
 * Judges a claim. One that holds under a negative control too says nothing: it is inconclusive at best.
 *
 * @param alpha the claim's share of the family's error
 */
export function judgeClaim(
  claim: Claim,
  results: readonly Result<unknown, unknown>[],
  controls: Readonly<Record<string, readonly Result<unknown, unknown>[]>>,
  alpha: number,
): Judgement {
  const findings = claim.judge(results, alpha);
  const passedControls = Object.keys(controls).filter(
    (name) => decide(claim.judge(controls[name]!, alpha)) === 'supported',
  );
  const alone = decide(findings);
  const decision = alone === 'supported' && passedControls.length > 0 ? 'inconclusive' : alone;
  return { decision, findings, passedControls };
}
