import pc from 'picocolors';

const LINE_MS = 5000;
const REDRAW_MS = 100;

/** How far many jobs are, on stderr: in place on a terminal, else a plain line every few seconds. */
export interface Counter {
  show(done: number, total: number): void;
  /** Makes room for other output. */
  clear(): void;
}

/** A counter of things called `noun`, with the time left as it went so far. */
export function createCounter(noun: string): Counter {
  const live = process.stderr.isTTY === true;
  const erase = live ? '\r\x1b[K' : '';
  const start = performance.now();
  let last = start;
  return {
    show(done, total) {
      const now = performance.now();
      if (now - last < (live ? REDRAW_MS : LINE_MS)) return;
      last = now;
      const left = ((now - start) / done) * (total - done);
      const line = `${done} of ${total} ${noun}, about ${duration(left / 1000)} left`;
      process.stderr.write(live ? `${erase}${pc.dim(line)}` : `${line}\n`);
    },
    clear: () => void process.stderr.write(erase),
  };
}

const duration = (seconds: number) =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
