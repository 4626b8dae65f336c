import {
  type ClaimTask,
  FAMILY_ERROR,
  resultsOf,
  tasksOf,
  type Verdict,
  verdictOf,
} from '../experiments/check.ts';
import type { Claim, Plan, Result } from '../experiments/claim.ts';
import { claims } from '../experiments/claims.ts';
import { type Selected, selectClaims } from '../experiments/select-claims.ts';
import { Misuse } from '../settings/misuse.ts';
import { type Crew, type CrewOptions, gatherCrew } from './crew.ts';

/** What `check` was asked to do. */
export interface CheckRequest extends Omit<CrewOptions, 'progress'> {
  readonly words: readonly string[];
  readonly plan: Plan;
}

/** A claim with what it needs. */
interface Item {
  readonly claim: Claim;
  readonly tasks: readonly ClaimTask[];
}

/** Hears of a check as it goes on. */
export interface Listener extends Pick<CrewOptions, 'progress'> {
  verdict(verdict: Verdict): void;
  /** A claim that cannot be checked at this plan, or one that threw. */
  left(claim: Claim, why: string): void;
}

/** A claim that was decided, with what it was decided on. */
export interface Decided {
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly results: readonly Result<unknown, unknown>[];
}

/** How a check ended. */
export interface Checked {
  readonly decided: readonly Decided[];
  readonly interrupted: boolean;
  /** Claims that threw: their work, or what a user's own says of jobs and findings. */
  readonly failed: number;
}

/**
 * Checks claims on all cores and tells the verdicts in the order of the list.
 *
 * @throws Misuse before anything runs: unknown claims, or one asked for by name that this plan cannot check
 */
export async function checkClaims(request: CheckRequest, listener: Listener): Promise<Checked> {
  const { items, failed } = itemsOf(selectClaims(request.words, claims), request.plan, listener);
  const crew = gatherCrew({ ...request, progress: listener.progress });
  try {
    const checked = await decideAll(items, crew, listener);
    return { ...checked, failed: checked.failed + failed };
  } finally {
    await crew.end();
  }
}

function itemsOf(selected: readonly Selected[], plan: Plan, listener: Listener) {
  const items: Item[] = [];
  let failed = 0;
  for (const { claim, byName } of selected) {
    try {
      items.push({ claim, tasks: tasksOf(claim, plan) });
    } catch (error) {
      if (byName && error instanceof Misuse) throw error;
      if (!(error instanceof Misuse)) failed += 1;
      listener.left(claim, messageOf(error));
    }
  }
  return { items, failed };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function decideAll(items: readonly Item[], crew: Crew, listener: Listener): Promise<Checked> {
  const running = crew.start(items.flatMap(({ tasks }) => tasks));
  const decided: Decided[] = [];
  let failed = 0;
  for (const { claim, tasks } of items) {
    const ended = await Promise.allSettled(tasks.map(({ key }) => running.get(key)));
    const broken = ended.find((result) => result.status === 'rejected');
    if (broken && crew.interrupt.came) break;
    try {
      if (broken) throw broken.reason;
      const verdict = verdictOf(claim, tasks, crew.outcomes, FAMILY_ERROR / items.length);
      decided.push({ claim, verdict, results: resultsOf(tasks, crew.outcomes) });
      listener.verdict(verdict);
    } catch (error) {
      failed += 1;
      listener.left(claim, messageOf(error));
    }
  }
  return { decided, interrupted: crew.interrupt.came, failed };
}
