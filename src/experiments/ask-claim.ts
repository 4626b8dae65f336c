import type { Claim, Finding, Plan, Result } from './claim.ts';

/**
 * The jobs of a claim, which may be a user's own.
 *
 * @throws Error when they are not a list of at least one; what `jobs` throws, as it came
 */
export function jobsOf(claim: Claim, plan: Plan): readonly unknown[] {
  const made: unknown = claim.jobs(plan);
  if (!Array.isArray(made) || made.length === 0) throw wrong('jobs()', 'a list of at least one job', made);
  return made;
}

/**
 * The findings of a claim, which may be a user's own.
 *
 * @throws Error naming the field when one is wrong, or when `judge` throws
 */
export function findingsOf(
  claim: Claim,
  results: readonly Result<unknown, unknown>[],
  alpha: number,
): readonly Finding[] {
  const findings: unknown = judged(() => claim.judge(results, alpha));
  if (!Array.isArray(findings) || findings.length === 0) {
    throw wrong('judge()', 'a list of at least one finding', findings);
  }
  for (const [i, finding] of findings.entries()) checkFinding(finding, `judge()[${i}]`);
  return findings;
}

function judged<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    throw new Error(`judge() threw: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isNumber = (value: unknown) => typeof value === 'number';
const isPair = (value: unknown) => Array.isArray(value) && value.length === 2 && value.every(isNumber);

/** What each field of a finding must be, and in words. */
const fields = {
  quantity: [isText, 'text'],
  estimate: [(value) => value === null || isNumber(value), 'a number or null'],
  interval: [isPair, 'two numbers'],
  expected: [(value) => isNumber(value) || isText(value), 'a number or text'],
  tolerance: [isPair, 'two numbers'],
} satisfies { [K in keyof Finding]: [(value: unknown) => boolean, string] };

function checkFinding(finding: unknown, label: string): void {
  if (typeof finding !== 'object' || finding === null) throw wrong(label, 'an object', finding);
  for (const [field, [isRight, allowed]] of Object.entries(fields)) {
    const value = (finding as Readonly<Record<string, unknown>>)[field];
    if (!isRight(value)) throw wrong(`${label}.${field}`, allowed, value);
  }
}

function wrong(label: string, allowed: string, value: unknown): Error {
  const got = value === undefined ? 'nothing' : JSON.stringify(value);
  return new Error(`${label} must be ${allowed}, got ${got}`);
}
