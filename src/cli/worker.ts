import workerpool from 'workerpool';
import { perform } from '../experiments/task.ts';
import { workNamed } from '../experiments/works.ts';
import { WORKER_METHOD } from '../sweeps/pool.ts';
import { loadModules } from './use.ts';

/** What travels to a worker: a task, its work by name. */
export interface Order {
  readonly work: string;
  readonly job: unknown;
  readonly forced: Readonly<Record<string, unknown>>;
  /** The user's modules, for claims and kinds of their own. */
  readonly modules: readonly string[];
}

workerpool.worker({
  async [WORKER_METHOD]({ work: name, job, forced, modules }: Order) {
    await loadModules(modules);
    const work = workNamed(name);
    if (!work) throw new Error(`there is no work ${name}`);
    return perform({ work, job, forced });
  },
});
