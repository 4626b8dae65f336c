import pc from 'picocolors';
import type { KnownTrials } from '../../sweeps/known.ts';
import { trialCost } from '../../sweeps/plan/cost.ts';

const LINE_MS = 5000;
const REDRAW_MS = 200;

/** Progress of a sweep on stderr: in place on a terminal, else a plain line every few seconds. */
export interface SweepProgress {
  ended(index: number, status: string): void;
  clear(): void;
}

/** Counts all trials of the plan, those done before included; the time left follows what trials cost. */
export function createSweepProgress(
  { plan, ids, heads }: KnownTrials,
  missing: readonly number[],
  silent: boolean,
): SweepProgress {
  const costs = plan.cells.map(({ settings }) => trialCost(settings, plan.experiment));
  const costOf = (index: number) => costs[index % costs.length]!;
  const total = missing.reduce((sum, index) => sum + costOf(index), 0);
  const live = process.stderr.isTTY === true;
  const erase = live ? '\r\x1b[K' : '';
  const start = performance.now();
  let last = start;
  let spent = 0;
  let fresh = 0;
  let failed = ids.filter((id) => heads.get(id)?.status === 'failed').length;
  const before = ids.length - missing.length;
  return {
    ended(index, status) {
      spent += costOf(index);
      fresh += 1;
      failed += status === 'failed' ? 1 : 0;
      const now = performance.now();
      if (silent || now - last < (live ? REDRAW_MS : LINE_MS)) return;
      last = now;
      const seconds = (now - start) / 1000;
      const rate = `${(fresh / seconds).toPrecision(2)} a second`;
      const line = [
        ...(plan.bracket
          ? [`${fresh} trials`, rate]
          : [
              `${before + fresh} of ${ids.length} trials`,
              rate,
              `about ${duration((seconds / spent) * (total - spent))} left`,
            ]),
        ...(failed > 0 ? [`${failed} failed`] : []),
      ].join(', ');
      process.stderr.write(live ? `${erase}${pc.dim(line)}` : `${line}\n`);
    },
    clear() {
      if (!silent) process.stderr.write(erase);
    },
  };
}

/** A time in words, to the second, minute or tenth of an hour. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
