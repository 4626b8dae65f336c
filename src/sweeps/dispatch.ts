/** How jobs are handed out. */
export interface Dispatch<Job, Result> {
  /** Jobs under way at a time: what bounds memory, however many there are. */
  readonly atOnce: number;
  run(job: Job): Promise<Result>;
  /** Hears of every job that ended, in the order they end. */
  done(job: Job, result: Result): void;
  failed(job: Job, error: unknown): void;
  /** Asked before each job: no more are started once it says so. */
  isStopped(): boolean;
}

/**
 * Does jobs, so many at a time, taking each only when there is room for it.
 *
 * @returns when all have ended, or those under way when it was stopped
 */
export async function dispatch<Job, Result>(
  jobs: Iterator<Job>,
  { atOnce, run, done, failed, isStopped }: Dispatch<Job, Result>,
): Promise<void> {
  async function lane(): Promise<void> {
    for (let next = jobs.next(); !next.done && !isStopped(); next = jobs.next()) {
      const job = next.value;
      const outcome = await run(job).then(
        (result) => () => done(job, result),
        (error: unknown) => () => failed(job, error),
      );
      outcome();
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane));
}
