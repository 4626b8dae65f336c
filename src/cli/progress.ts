import pc from 'picocolors';
import type { Snapshot } from '../experiments/experiment.ts';

const BARS = '▁▂▃▄▅▆▇█';
const SPARK_WIDTH = 40;
const REDRAW_MS = 100;
const LINE_MS = 3000;

/** Where progress goes: a terminal, or a log that gets a plain line now and then. */
export interface Progress {
  /** `words`, where the experiment has its own, stand in the place of phase, time, test error and margins. */
  show(snapshot: Snapshot, phase: string, words?: string): void;
  /** Leaves the screen clean. */
  end(): void;
}

/** Shows nothing. */
export const silent: Progress = { show() {}, end() {} };

/** The last values of a column as bars from 0 to the largest. */
export function sparkline(values: readonly number[]): string {
  const stride = Math.max(1, Math.ceil(values.length / SPARK_WIDTH));
  const shown = values.filter((_, i) => i % stride === 0);
  const top = Math.max(...shown, Number.MIN_VALUE);
  return shown
    .map((value) => BARS[Math.max(0, Math.min(7, Math.floor((8 * value) / top)))] ?? BARS[0])
    .join('');
}

/** Undefined where the target has no four clusters. */
const smallestMargin = ({ values: { clusterMargins } }: Snapshot) =>
  clusterMargins === undefined ? undefined : Math.min(...(clusterMargins as number[]));
const percent = ({ values }: Snapshot) => `${(100 * (values.testError as number)).toFixed(1)} %`;

const grouped = (count: number) => count.toLocaleString('en-US');

function line(snapshot: Snapshot, phase: string): string {
  const { time, step, samples } = snapshot;
  const where = `time ${time.toFixed(1)}, step ${grouped(step)}, ${grouped(samples)} samples`;
  const margin = smallestMargin(snapshot);
  const margins = margin === undefined ? '' : `, smallest margin ${margin.toPrecision(2)}`;
  return `${phase.padEnd(7)} ${where}: error ${percent(snapshot)}${margins}`;
}

/** One plain line every few seconds. */
export function plainProgress(write: (text: string) => void, now: () => number): Progress {
  let last = now();
  return {
    show(snapshot, phase, words = line(snapshot, phase)) {
      if (now() - last < LINE_MS) return;
      last = now();
      write(`${words}\n`);
    },
    end() {},
  };
}

/** A line longer than the screen is cut instead of wrapped, or erasing would miss its second half. */
const NO_WRAP = '\x1b[?7l';
const WRAP = '\x1b[?7h';

/** Up to three lines redrawn in place: where the run is, and unless its experiment says this itself, margins and error. */
export function terminalProgress(write: (text: string) => void, now: () => number): Progress {
  let last = Number.NEGATIVE_INFINITY;
  let drawn = 0;
  const margins: number[] = [];
  const errors: number[] = [];
  const erase = () => {
    if (drawn > 0) write(`\r\x1b[${drawn}A\x1b[J`);
    drawn = 0;
  };
  return {
    show(snapshot, phase, words) {
      margins.push(smallestMargin(snapshot) ?? 0);
      errors.push(snapshot.values.testError as number);
      if (now() - last < REDRAW_MS) return;
      last = now();
      erase();
      const bars = [
        ...(snapshot.values.clusterMargins ? [`smallest margin  ${pc.cyan(sparkline(margins))}`] : []),
        `test error       ${pc.yellow(sparkline(errors))}`,
      ];
      const rows = [pc.bold(words ?? line(snapshot, phase)), ...(words === undefined ? bars : [])];
      write(`${NO_WRAP}${rows.join('\n')}\n${WRAP}`);
      drawn = rows.length;
    },
    end: erase,
  };
}
