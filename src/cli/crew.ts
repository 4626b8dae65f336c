import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Outcome, Task } from '../experiments/task.ts';
import { createPool } from '../sweeps/pool.ts';
import { openEvidence } from './evidence.ts';
import { type Interrupt, listenForInterrupt } from './interrupt.ts';
import { codeHash } from './package.ts';
import type { LocalOrder } from './worker.ts';

/** How a crew works. */
export interface CrewOptions {
  /** Tasks at a time; by default one a core. */
  readonly workers?: number;
  /** Compute again what is known. */
  readonly fresh: boolean;
  /** The user's modules. */
  readonly modules: readonly string[];
  /** Hears of every task that is done: how many of how many. */
  progress(done: number, total: number): void;
}

/** Workers on all cores, and what they and those before them have found. */
export interface Crew {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly interrupt: Interrupt;
  /**
   * Does tasks, those in `outcomes` not again and equal ones once.
   *
   * @returns a promise a key; it rejects when the task threw or an interrupt came first
   */
  start(tasks: readonly Task[]): ReadonlyMap<string, Promise<void>>;
  /** Ends workers and listening, whatever they are doing. */
  end(): Promise<void>;
}

const workerScript = fileURLToPath(new URL('worker.js', import.meta.url));

/**
 * Gathers a crew. What it finds is kept in `runs/evidence-<code>`, so that the same work goes on where it stopped.
 * With a user's modules nothing is kept and nothing known is used: what they import, and so what they compute, can
 * change without a trace in the modules themselves.
 */
export function gatherCrew({ workers, fresh, modules, progress }: CrewOptions): Crew {
  const evidence =
    modules.length === 0 ? openEvidence(join('runs', `evidence-${codeHash().slice(0, 16)}`)) : undefined;
  const outcomes = new Map(fresh ? [] : evidence?.known);
  const interrupt = listenForInterrupt();
  const pool = createPool(workerScript, workers ?? availableParallelism());
  interrupt.arrival.then(() => pool.end());
  async function work({ key, work, job, forced }: Task): Promise<void> {
    const order: LocalOrder = { work: work.name, job, forced, modules };
    const outcome = (await pool.run(order)) as Outcome;
    outcomes.set(key, outcome);
    evidence?.add(key, outcome);
  }
  return {
    outcomes,
    interrupt,
    start(tasks) {
      const missing = new Map(tasks.filter(({ key }) => !outcomes.has(key)).map((task) => [task.key, task]));
      let done = 0;
      const running = new Map(tasks.map(({ key }) => [key, Promise.resolve()]));
      for (const [key, task] of missing) {
        const promise = work(task).then(() => progress(++done, missing.size));
        promise.catch(() => {}); // whoever waits for it hears of it
        running.set(key, promise);
      }
      return running;
    },
    async end() {
      interrupt.ignore();
      await pool.end();
      evidence?.close();
    },
  };
}
