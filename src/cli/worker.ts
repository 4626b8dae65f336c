import workerpool from 'workerpool';
import { perform } from '../experiments/check.ts';
import { claims } from '../experiments/claims.ts';
import { WORKER_METHOD } from '../sweeps/pool.ts';
import { loadModules } from './use.ts';

/** What travels to a worker: a task without its functions. */
export interface Order {
  readonly claim: string;
  readonly job: unknown;
  readonly forced: Readonly<Record<string, unknown>>;
  /** The user's modules, for claims and kinds of their own. */
  readonly modules: readonly string[];
}

workerpool.worker({
  async [WORKER_METHOD]({ claim: id, job, forced, modules }: Order) {
    await loadModules(modules);
    const claim = claims.find((candidate) => candidate.id === id)!;
    return perform({ claim, job, forced });
  },
});
