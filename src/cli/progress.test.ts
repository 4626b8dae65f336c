import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../experiments/experiment.ts';
import { plainProgress, sparkline, terminalProgress } from './progress.ts';

const snapshot = (step: number): Snapshot => ({
  step,
  time: step / 10,
  samples: 1000 * step,
  values: { testError: 0.25, clusterMargins: [0.5, 0.1, 0.3, 0.2] },
  neurons: { signal: [], opposite: [], perpendicular: [], secondLayer: [] },
});

describe('sparkline', () => {
  it('draws bars from zero to the largest value, and negatives as zero', () => {
    expect(sparkline([0, 0.5, 1, -3])).toBe('▁▅█▁');
  });
  it('thins long columns to at most 40 bars, and survives nothing and NaN', () => {
    expect(sparkline(Array.from({ length: 1000 }, (_, i) => i)).length).toBeLessThanOrEqual(40);
    expect(sparkline([])).toBe('');
    expect(sparkline([Number.NaN, 1])).toHaveLength(2);
  });
});

describe('plain progress', () => {
  it('writes a line every three seconds, without control characters', () => {
    let now = 0;
    const lines: string[] = [];
    const progress = plainProgress(
      (text) => lines.push(text),
      () => now,
    );
    for (let step = 0; step <= 100; step++) {
      now = 100 * step;
      progress.show(snapshot(step), 'finding');
    }
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('finding time 3.0, step 30, 30,000 samples: error 25.0 %, smallest margin 0.10\n');
  });
});

describe('terminal progress', () => {
  it('redraws its three lines in place and erases them at the end', () => {
    let now = 0;
    const written: string[] = [];
    const progress = terminalProgress(
      (text) => written.push(text),
      () => now,
    );
    progress.show(snapshot(1), 'finding');
    now = 50;
    progress.show(snapshot(2), 'finding');
    now = 200;
    progress.show(snapshot(3), 'tuning');
    progress.end();
    expect(written).toHaveLength(4);
    expect(written[1]).toBe('\r\x1b[3A\x1b[J');
    expect(written[2]).toContain('step 3');
    expect(written[3]).toBe('\r\x1b[3A\x1b[J');
  });

  it('shows the words of an experiment that has its own, and nothing of time or test error', () => {
    const written: string[] = [];
    const progress = terminalProgress(
      (text) => written.push(text),
      () => 0,
    );
    const measured = { ...snapshot(2), values: { testMse: 0.25 } };
    progress.show(measured, 'step 2', 'step 2 of 4: test MSE 0.25');
    progress.end();
    expect(written[0]).toContain('step 2 of 4: test MSE 0.25');
    expect(written.join('')).not.toMatch(/time|error|NaN/);
    expect(written[1]).toBe('\r\x1b[1A\x1b[J');
  });
});
