import { hostname } from 'node:os';
import workerpool from 'workerpool';
import { carryOut, type Order } from '../sweeps/order.ts';
import { WORKER_METHOD } from '../sweeps/pool.ts';
import { loadModules } from './use.ts';

/** What travels to a worker of the terminal. */
export type LocalOrder = Order & {
  /** The user's modules, for claims and kinds of their own. */
  readonly modules: readonly string[];
};

workerpool.worker({
  async [WORKER_METHOD](order: LocalOrder) {
    await loadModules(order.modules);
    return carryOut(order, (seconds) => ({ host: hostname(), seconds }));
  },
});
