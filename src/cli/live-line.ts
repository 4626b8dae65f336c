import pc from 'picocolors';

const LINE_MS = 5000;
const REDRAW_MS = 100;

/** A line on stderr that tells how far something is: in place on a terminal, else a plain line every few seconds. */
export interface LiveLine {
  /** Shows what `text` says, unless the last time was a moment ago. */
  show(text: () => string): void;
  /** Makes room for other output. */
  clear(): void;
}

/** A line that is empty at first. */
export function createLiveLine(): LiveLine {
  const live = process.stderr.isTTY === true;
  const erase = live ? '\r\x1b[K' : '';
  let last = performance.now();
  return {
    show(text) {
      const now = performance.now();
      if (now - last < (live ? REDRAW_MS : LINE_MS)) return;
      last = now;
      process.stderr.write(live ? `${erase}${pc.dim(text())}` : `${text()}\n`);
    },
    clear: () => void process.stderr.write(erase),
  };
}

/** A time in words, to the second, minute or tenth of an hour. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
