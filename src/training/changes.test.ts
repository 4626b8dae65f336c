import { describe, expect, it } from 'vitest';
import { type Span, stepsUntil, timeAt } from './changes.ts';

const span = (from: number, to: number, stepSize: number): Span<{ stepSize: number }> => ({
  from,
  to,
  settings: { stepSize },
});
const spans = [span(0, 10, 0.5), span(10, 14, 0.25), span(14, Infinity, 2)];

describe('time', () => {
  it('is the sum of the step sizes of all steps made', () => {
    let sum = 0;
    for (let step = 0; step <= 30; step++) {
      expect(timeAt(spans, step)).toBe(sum);
      sum += step < 10 ? 0.5 : step < 14 ? 0.25 : 2;
    }
  });

  it('is reached after the least number of steps that are long enough together', () => {
    for (const time of [0.1, 0.5, 4.9, 5, 5.1, 5.25, 6, 6.01, 7.9, 8, 8.1, 40]) {
      const step = stepsUntil(spans, time);
      expect(timeAt(spans, step)).toBeGreaterThanOrEqual(time);
      expect(timeAt(spans, step - 1)).toBeLessThan(time);
    }
  });
});
