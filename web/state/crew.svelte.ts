import { createPool, type Outcome, type Pool, type TaskOrder } from '../../src/index.ts';
import crewScript from '../workers/crew.ts?worker&url';

/** More workers than this take more memory than most pages may have. */
const MOST_WORKERS = 16;

/** Workers on all cores of this machine, started when there is something to do. Owns them: `end` ends them. */
export class Crew implements Pool {
  readonly workers = Math.min(MOST_WORKERS, Math.max(1, navigator.hardwareConcurrency));
  /** Orders given and not carried out yet, waiting ones included. */
  underWay = $state(0);
  isEnded = $state(false);
  readonly #pool = createPool(crewScript, this.workers);

  /** Does a task of a claim; a worker that dies costs it one retry. Rejects when the task threw or the crew was ended. */
  perform(task: TaskOrder): Promise<Outcome> {
    return this.run(task) as Promise<Outcome>;
  }

  /** Carries out an `Order`, as a pool does. */
  async run(order: unknown, retry?: boolean): Promise<unknown> {
    this.underWay += 1;
    try {
      return await this.#pool.run(order, retry);
    } finally {
      this.underWay -= 1;
    }
  }

  /** Ends the workers at once, whatever they are doing; what is under way rejects. */
  async end(): Promise<void> {
    this.isEnded = true;
    await this.#pool.end();
  }
}
