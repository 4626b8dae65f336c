/** How jobs are handed out. */
export interface Dispatch<Job, Result> {
  /** Jobs under way at a time: what bounds memory, however many there are. */
  readonly atOnce: number;
  /** The next job; undefined where there is none now. It is asked again whenever a job has ended. */
  take(): Job | undefined;
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
 * @returns when none is under way and there is none to take, or it was stopped
 */
export async function dispatch<Job, Result>({
  atOnce,
  take,
  run,
  done,
  failed,
  isStopped,
}: Dispatch<Job, Result>): Promise<void> {
  const underWay = new Set<Promise<void>>();
  function start(job: Job): void {
    const ended = run(job)
      .then(
        (result) => done(job, result),
        (error: unknown) => failed(job, error),
      )
      .finally(() => underWay.delete(ended));
    underWay.add(ended);
  }
  for (;;) {
    while (underWay.size < atOnce && !isStopped()) {
      const job = take();
      if (job === undefined) break;
      start(job);
    }
    if (underWay.size === 0) return;
    await Promise.race(underWay);
  }
}
