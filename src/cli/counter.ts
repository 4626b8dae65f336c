import { createLiveLine, duration } from './live-line.ts';

/** How far many jobs are, on stderr. */
export interface Counter {
  show(done: number, total: number): void;
  /** Makes room for other output. */
  clear(): void;
}

/** A counter of things called `noun`, with the time left as it went so far. */
export function createCounter(noun: string): Counter {
  const line = createLiveLine();
  const start = performance.now();
  return {
    show: (done, total) =>
      line.show(() => {
        const left = ((performance.now() - start) / done) * (total - done);
        return `${done} of ${total} ${noun}, about ${duration(left / 1000)} left`;
      }),
    clear: line.clear,
  };
}
