import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  FAMILY_ERROR,
  type Outcome,
  resultsOf,
  type Task,
  tasksOf,
  type Verdict,
  verdictOf,
} from '../experiments/check.ts';
import type { Claim, Plan, Result } from '../experiments/claim.ts';
import { claims } from '../experiments/claims.ts';
import { type Selected, selectClaims } from '../experiments/select-claims.ts';
import { Misuse } from '../settings/misuse.ts';
import { createPool, type Pool } from '../sweeps/pool.ts';
import { type Evidence, openEvidence } from './evidence.ts';
import { type Interrupt, listenForInterrupt } from './interrupt.ts';
import { codeHash } from './package.ts';
import type { Order } from './worker.ts';

/** What `check` was asked to do. */
export interface CheckRequest {
  readonly words: readonly string[];
  readonly plan: Plan;
  readonly workers?: number;
  /** Compute again what an earlier check has found already. */
  readonly fresh: boolean;
  /** The user's modules. */
  readonly modules: readonly string[];
}

/** A claim with what it needs. */
interface Item {
  readonly claim: Claim;
  readonly tasks: readonly Task[];
}

/** Hears of a check as it goes on. */
export interface Listener {
  /** Tasks done and to do, and the claim that is being worked on. */
  progress(done: number, total: number, claim: string): void;
  verdict(verdict: Verdict, claim: Claim): void;
  /** A claim that cannot be checked at this plan, or one whose work threw. */
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
  /** Claims whose work threw. */
  readonly failed: number;
}

const workerScript = fileURLToPath(new URL('worker.js', import.meta.url));

/**
 * Checks claims on all cores. What is computed is kept, so the same check goes on where it was interrupted.
 *
 * @throws Misuse before anything runs: unknown claims, or one asked for by name that this plan cannot check
 */
export async function checkClaims(request: CheckRequest, listener: Listener): Promise<Checked> {
  const items = itemsOf(selectClaims(request.words, claims), request.plan, listener);
  const evidence = openEvidence(join('runs', `evidence-${codeHash(request.modules).slice(0, 16)}`));
  const outcomes = request.fresh ? new Map<string, Outcome>() : new Map(evidence.known);
  const interrupt = listenForInterrupt();
  const pool = createPool(workerScript, request.workers ?? availableParallelism());
  try {
    return await work(items, outcomes, { request, listener, evidence, interrupt, pool });
  } finally {
    interrupt.ignore();
    await pool.end();
    evidence.close();
  }
}

function itemsOf(selected: readonly Selected[], plan: Plan, listener: Listener): Item[] {
  return selected.flatMap(({ claim, byName }) => {
    try {
      return [{ claim, tasks: tasksOf(claim, plan) }];
    } catch (error) {
      if (byName || !(error instanceof Misuse)) throw error;
      listener.left(claim, error.message);
      return [];
    }
  });
}

interface Workshop {
  readonly request: CheckRequest;
  readonly listener: Listener;
  readonly evidence: Evidence;
  readonly interrupt: Interrupt;
  readonly pool: Pool;
}

/** Hands out every task, tells the verdicts in the order of the list. */
async function work(
  items: readonly Item[],
  outcomes: Map<string, Outcome>,
  shop: Workshop,
): Promise<Checked> {
  const { listener, interrupt, pool } = shop;
  const running = startAll(items, outcomes, shop);
  const stopped = interrupt.arrival.then(() => pool.end());
  const decided: Decided[] = [];
  let failed = 0;
  for (const { claim, tasks } of items) {
    const ended = await Promise.allSettled(tasks.map(({ key }) => running.get(key)));
    if (interrupt.came) break;
    const broken = ended.find((result) => result.status === 'rejected');
    if (broken) {
      failed += 1;
      listener.left(claim, String((broken.reason as Error).message ?? broken.reason));
      continue;
    }
    const verdict = verdictOf(claim, tasks, outcomes, FAMILY_ERROR / items.length);
    decided.push({ claim, verdict, results: resultsOf(tasks, outcomes) });
    listener.verdict(verdict, claim);
  }
  if (interrupt.came) await stopped;
  return { decided, interrupted: interrupt.came, failed };
}

/** One promise a task; what is known already is not done again, nor is what two claims share done twice. */
function startAll(
  items: readonly Item[],
  outcomes: Map<string, Outcome>,
  { request, listener, evidence, pool }: Workshop,
): Map<string, Promise<void>> {
  const tasks = new Map(items.flatMap((item) => item.tasks.map((task) => [task.key, task] as const)));
  const missing = [...tasks.values()].filter(({ key }) => !outcomes.has(key)).length;
  let done = 0;
  const start = async ({ key, claim, job, forced }: Task) => {
    if (outcomes.has(key)) return;
    const order: Order = { claim: claim.id, job, forced, modules: request.modules };
    const outcome = (await pool.run(order)) as Outcome;
    outcomes.set(key, outcome);
    evidence.add(key, outcome);
    done += 1;
    listener.progress(done, missing, claim.id);
  };
  const running = new Map([...tasks].map(([key, task]) => [key, start(task)]));
  for (const task of running.values()) task.catch(() => {}); // whoever waits for it hears of it
  return running;
}
