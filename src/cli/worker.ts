import { hostname } from 'node:os';
import workerpool from 'workerpool';
import type { Provenance } from '../experiments/experiment.ts';
import { perform } from '../experiments/task.ts';
import { workNamed } from '../experiments/works.ts';
import { performTrial, type TrialOrder } from '../sweeps/perform.ts';
import { WORKER_METHOD } from '../sweeps/pool.ts';
import { loadModules } from './use.ts';

/** What travels to a worker: the task of a claim or study, its work by name, or a trial of a sweep. */
export type Order = {
  /** The user's modules, for claims and kinds of their own. */
  readonly modules: readonly string[];
} & (
  | {
      readonly work: string;
      readonly job: unknown;
      readonly forced: Readonly<Record<string, unknown>>;
    }
  | { readonly trial: TrialOrder; readonly provenance: Provenance }
);

workerpool.worker({
  async [WORKER_METHOD](order: Order) {
    await loadModules(order.modules);
    if ('trial' in order) {
      return performTrial(order.trial, order.provenance, (seconds) => ({ host: hostname(), seconds }));
    }
    const { work: name, job, forced } = order;
    const work = workNamed(name);
    if (!work) throw new Error(`there is no work ${name}`);
    return perform({ work, job, forced });
  },
});
