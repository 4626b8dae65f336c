import { findingsOf } from './ask-claim.ts';
import type { Claim, Finding, Result } from './claim.ts';

/** What a computation says of a statement. */
export type Decision = 'supported' | 'not supported' | 'inconclusive';

/**
 * Supported: every interval lies within its tolerance. Not supported: one lies wholly outside, or there was nothing to
 * measure, as where no run got there. Else inconclusive.
 */
export function decide(findings: readonly Finding[]): Decision {
  if (findings.length === 0 || findings.some(isMissed)) return 'not supported';
  return findings.every(isMet) ? 'supported' : 'inconclusive';
}

/** The whole interval lies within the tolerance; `above 0`, a tolerance open at the other end, is not met by 0. */
export function isMet({ estimate, interval: [from, to], tolerance: [low, high] }: Finding): boolean {
  const oneSided = low === -Infinity || high === Infinity;
  return estimate !== null && (oneSided ? from > low && to < high : from >= low && to <= high);
}

/** The whole interval lies outside, or there was nothing to measure. */
export function isMissed({ estimate, interval, tolerance }: Finding): boolean {
  return estimate === null || interval[1] < tolerance[0] || interval[0] > tolerance[1];
}

/** What the numbers of a claim are worth, its negative controls included. */
export interface Judgement {
  readonly decision: Decision;
  readonly findings: readonly Finding[];
  /** What the same numbers say under each control. */
  readonly controls: Readonly<Record<string, Decision>>;
}

/**
 * Judges a claim. One that holds under a negative control too says nothing: it is inconclusive at best.
 *
 * @param controls results of the quick jobs under each control
 * @param alpha the claim's share of the family's error
 * @throws Error in words when `judge` throws or does not give findings
 */
export function judgeClaim(
  claim: Claim,
  results: readonly Result<unknown, unknown>[],
  controls: Readonly<Record<string, readonly Result<unknown, unknown>[]>>,
  alpha: number,
): Judgement {
  const findings = findingsOf(claim, results, alpha);
  const controlled = Object.fromEntries(
    Object.entries(controls).map(([name, of]) => [name, decide(findingsOf(claim, of, alpha))]),
  );
  const alone = decide(findings);
  const refused = alone === 'supported' && Object.values(controlled).includes('supported');
  return { decision: refused ? 'inconclusive' : alone, findings, controls: controlled };
}
