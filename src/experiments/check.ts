import { jobsOf } from './ask-claim.ts';
import type { Claim, Finding, Plan, Result } from './claim.ts';
import type { Figure } from './experiment.ts';
import { type Outcome, type Task, taskOf } from './task.ts';
import { type Decision, isMet, isMissed, judgeClaim } from './verdict.ts';

/** Probability that any of the claims checked together gets a wrong verdict, whatever their number. */
export const FAMILY_ERROR = 0.05;

/** One job of a claim, or of one of its controls. */
export interface ClaimTask extends Task {
  /** Name of the control it belongs to. */
  readonly control?: string;
}

/** All that has to be computed for a claim: its own jobs, then the quick ones under each control. */
export function tasksOf(claim: Claim, plan: Plan): ClaimTask[] {
  const { work, controls } = claim;
  const underControl = controls.flatMap(({ name, settings }) =>
    jobsOf(claim, { ...plan, quick: true }).map((job) => ({ ...taskOf(work, job, settings), control: name })),
  );
  return [...jobsOf(claim, plan).map((job) => taskOf(work, job)), ...underControl];
}

/** What was found out about a claim: the line of `check --json`. */
export interface Verdict {
  readonly claim: string;
  readonly title: string;
  readonly source: string;
  readonly verdict: Decision;
  readonly statement: string;
  readonly prediction: string;
  /** The number that decided: the first finding that is not met, else the first. */
  readonly quantity: string;
  readonly measured: number | null;
  /** Simultaneous 95 % over the claims checked together; null is unbounded. */
  readonly interval: readonly (number | null)[];
  readonly expected: number | string;
  readonly tolerance: readonly (number | null)[];
  readonly findings: readonly Finding[];
  /** What the claim says under each negative control; `supported` there is refused here. */
  readonly controls: Readonly<Record<string, Decision>>;
  /** Jobs done for the claim, those of its controls not counted. */
  readonly runs: number;
  /** Time all its jobs took, on one core. */
  readonly seconds: number;
}

/** The evidence of a claim's own jobs, or of those under a control. */
export function resultsOf(
  tasks: readonly ClaimTask[],
  outcomes: ReadonlyMap<string, Outcome>,
  control?: string,
): Result<unknown, unknown>[] {
  const own = tasks.filter((task) => task.control === control);
  return own.map(({ key, job }) => ({ job, evidence: outcomes.get(key)!.evidence }));
}

/** The picture of a claim all of whose tasks are done, where it has one. */
export const figureOfClaim = (
  claim: Claim,
  tasks: readonly ClaimTask[],
  outcomes: ReadonlyMap<string, Outcome>,
  command: string,
): Figure | undefined => claim.figure?.(resultsOf(tasks, outcomes), command);

/** The verdict on a claim all of whose tasks are done. */
export function verdictOf(
  claim: Claim,
  tasks: readonly ClaimTask[],
  outcomes: ReadonlyMap<string, Outcome>,
  alpha: number,
): Verdict {
  const results = resultsOf(tasks, outcomes);
  const ofControls = Object.fromEntries(
    claim.controls.map(({ name }) => [name, resultsOf(tasks, outcomes, name)]),
  );
  const { decision, findings, controls } = judgeClaim(claim, results, ofControls, alpha);
  const deciding = findings.find(isMissed) ?? findings.find((finding) => !isMet(finding)) ?? findings[0]!;
  const keys = new Set(tasks.map(({ key }) => key));
  return {
    claim: claim.id,
    title: claim.title,
    source: claim.source,
    verdict: decision,
    statement: claim.statement,
    prediction: claim.prediction,
    quantity: deciding.quantity,
    measured: deciding.estimate,
    interval: deciding.interval.map(bounded),
    expected: deciding.expected,
    tolerance: deciding.tolerance.map(bounded),
    findings,
    controls,
    runs: results.length,
    seconds: [...keys].reduce((sum, key) => sum + outcomes.get(key)!.seconds, 0),
  };
}

const bounded = (value: number) => (Number.isFinite(value) ? value : null);
