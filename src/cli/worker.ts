import { hostname } from 'node:os';
import workerpool from 'workerpool';
import type { Provenance } from '../experiments/experiment.ts';
import { perform } from '../experiments/task.ts';
import { workNamed } from '../experiments/works.ts';
import { type PerformedTrial, performTrial, type TrialOrder } from '../sweeps/perform.ts';
import { WORKER_METHOD } from '../sweeps/pool.ts';
import { loadModules } from './use.ts';

/** What travels to a worker: the task of a claim or study, its work by name, or trials of a sweep. */
export type Order = {
  /** The user's modules, for claims and kinds of their own. */
  readonly modules: readonly string[];
} & (
  | {
      readonly work: string;
      readonly job: unknown;
      readonly forced: Readonly<Record<string, unknown>>;
    }
  | { readonly trials: readonly TrialOrder[]; readonly provenance: Provenance }
);

/** A trial of a sweep that was done, or what it threw. */
export type TrialOutcome = PerformedTrial | { readonly error: string };

function outcomeOf(trial: TrialOrder, provenance: Provenance): TrialOutcome {
  try {
    return performTrial(trial, provenance, (seconds) => ({ host: hostname(), seconds }));
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

workerpool.worker({
  async [WORKER_METHOD](order: Order) {
    await loadModules(order.modules);
    if ('trials' in order) return order.trials.map((trial) => outcomeOf(trial, order.provenance));
    const { work: name, job, forced } = order;
    const work = workNamed(name);
    if (!work) throw new Error(`there is no work ${name}`);
    return perform({ work, job, forced });
  },
});
