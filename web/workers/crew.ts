import workerpool from 'workerpool';
import { carryOut, type Order, WORKER_METHOD } from '../../src/index.ts';

/** Does trials of sweeps and tasks of claims in the page, as the worker of the terminal does there. */
workerpool.worker({
  [WORKER_METHOD]: (order: Order) => carryOut(order, (seconds) => ({ host: 'browser', seconds })),
});
