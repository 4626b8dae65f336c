import workerpool from 'workerpool';

/** Workers that do one job at a time each, on all the cores they are given. */
export interface Pool {
  /** Does a job on the next free worker; a worker that dies costs the job one retry, unless told not to try again. */
  run(job: unknown, retry?: boolean): Promise<unknown>;
  /** Ends the workers, whatever they are doing. */
  end(): Promise<void>;
}

/** What a worker script registers its one function under. */
export const WORKER_METHOD = 'run';

/**
 * A pool of workers: threads in Node, web workers in a page.
 *
 * @param script path or URL of a module that calls `workerpool.worker({ run })`
 * @param workers how many at most
 */
export function createPool(script: string, workers: number): Pool {
  const pool = workerpool.pool(script, {
    maxWorkers: workers,
    workerType: 'auto',
    workerOpts: { type: 'module' }, // of web workers
    workerTerminateTimeout: 1000,
  });
  const attempt = (job: unknown) => Promise.resolve(pool.exec(WORKER_METHOD, [job]));
  let ended = false;
  return {
    run: (job, retry = true) =>
      attempt(job).catch((error) =>
        retry && isDeath(error) && !ended ? attempt(job) : Promise.reject(error),
      ),
    async end() {
      ended = true;
      await pool.terminate(true);
    },
  };
}

/** Whether the worker went away, as opposed to its function throwing. */
const isDeath = (error: unknown) => error instanceof Error && /^Workerpool Worker/.test(error.message);
