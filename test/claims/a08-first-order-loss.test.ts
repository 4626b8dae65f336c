import { describe, expect, it } from 'vitest';
import { recordOf } from '../trials.ts';

interface Columns {
  readonly signal: readonly number[];
  readonly testError: readonly number[];
}

const { series } = recordOf({ maxTime: 8, twins: ['linear-loss'] });
const run = series as unknown as Columns;
const twin = (series.twins as Record<string, Columns>)['linear-loss']!;

describe('A8: up to time 8 the loss to first order trains like the loss itself', () => {
  it('in the root mean square of the signal, within 2 % at every measurement', () => {
    expect(series.time.at(-1)).toBe(8);
    for (const [i, signal] of run.signal.entries())
      expect(Math.abs(twin.signal[i]! / signal - 1)).toBeLessThan(0.02);
  });

  it('and in the test error, within 2 % of the samples', () => {
    for (const [i, error] of run.testError.entries())
      expect(Math.abs(twin.testError[i]! - error)).toBeLessThan(0.02);
  });

  it('but no longer once margins are of order 1 (negative control)', () => {
    const late = recordOf({ maxTime: 15, measureInterval: 3, twins: ['linear-loss'] });
    const signal = (late.series.twins as Record<string, Columns>)['linear-loss']!.signal.at(-1)!;
    expect(signal / (late.series as unknown as Columns).signal.at(-1)!).toBeGreaterThan(1.2);
  });
});
