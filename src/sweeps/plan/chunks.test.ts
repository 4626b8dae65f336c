import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkTrials } from './chunks.ts';

const trials = (seconds: readonly number[]) => seconds.map((length, i) => ({ id: `t${i}`, seconds: length }));

describe('chunks of trials', () => {
  it('are of equal length where trials are', () => {
    const chunks = chunkTrials(trials(Array(1200).fill(3)), 900);
    expect(chunks.map((chunk) => chunk.length)).toEqual([300, 300, 300, 300]);
  });

  it('are many trials each where trials are short: a million of 20 ms in tasks of 15 min are 23 tasks', () => {
    expect(chunkTrials(trials(Array(1_000_000).fill(0.02)), 900)).toHaveLength(23);
  });

  it('hold every trial once and in order, and exceed their share by one trial at most', () => {
    const seconds = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(seconds, fc.double({ min: 0.1, max: 2000, noNaN: true }), (lengths, target) => {
        const all = trials(lengths);
        const chunks = chunkTrials(all, target);
        expect(chunks.flat()).toEqual(all.map(({ id }) => id));
        expect(chunks.every((chunk) => chunk.length > 0)).toBe(true);
        const longest = Math.max(...lengths);
        for (const chunk of chunks) {
          const sum = chunk.reduce((total, id) => total + lengths[Number(id.slice(1))]!, 0);
          expect(sum).toBeLessThanOrEqual((target + longest) * (1 + 1e-9));
        }
      }),
    );
  });
});
