import type { KnownTrials } from '../../sweeps/known.ts';
import { trialCost } from '../../sweeps/plan/cost.ts';
import { createLiveLine, duration } from '../live-line.ts';

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
  const line = createLiveLine();
  const start = performance.now();
  let spent = 0;
  let fresh = 0;
  let failed = ids.filter((id) => heads.get(id)?.status === 'failed').length;
  const before = ids.length - missing.length;
  function inWords(): string {
    const seconds = (performance.now() - start) / 1000;
    const rate = `${(fresh / seconds).toPrecision(2)} a second`;
    const left = duration((seconds / spent) * (total - spent));
    const count = plan.bracket
      ? [`${fresh} trials`, rate]
      : [`${before + fresh} of ${ids.length} trials`, rate, `about ${left} left`];
    return [...count, ...(failed > 0 ? [`${failed} failed`] : [])].join(', ');
  }
  return {
    ended(index, status) {
      spent += costOf(index);
      fresh += 1;
      failed += status === 'failed' ? 1 : 0;
      if (!silent) line.show(inWords);
    },
    clear() {
      if (!silent) line.clear();
    },
  };
}
