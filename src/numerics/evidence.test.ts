import { describe, expect, it } from 'vitest';
import { evidenceAgainst } from './evidence.ts';
import { drawBlock, seedsFrom, streamKey } from './streams.ts';

const key = streamKey(seedsFrom(0), 'noise');
const words = new Uint32Array(4);

/** The i-th of a run of trials with success probability p. */
function succeeds(run: number, i: number, p: number): boolean {
  if (i % 4 === 0) drawBlock(key, run, i / 4, 7, words);
  return words[i % 4]! < p * 2 ** 32;
}

const RUNS = 300;
const TRIALS = 250;

/** Share of runs in which evidence for each side reaches a level after any of the first trials. */
function everReached(p: number, q: number, level: number): { below: number; above: number } {
  const reached = { below: 0, above: 0 };
  for (let run = 0; run < RUNS; run++) {
    const most = { below: -Infinity, above: -Infinity };
    for (let i = 0, successes = 0; i < TRIALS; i++) {
      if (succeeds(run, i, p)) successes += 1;
      const { below, above } = evidenceAgainst(q, successes, i + 1 - successes);
      most.below = Math.max(most.below, below);
      most.above = Math.max(most.above, above);
    }
    if (most.below >= level) reached.below += 1 / RUNS;
    if (most.above >= level) reached.above += 1 / RUNS;
  }
  return reached;
}

/** ∫ p^s (1 − p)^f over [low, high] by the midpoint rule. */
function integral(s: number, f: number, low: number, high: number): number {
  const pieces = 20_000;
  const width = (high - low) / pieces;
  const at = (i: number) => low + (i + 0.5) * width;
  return Array.from({ length: pieces }, (_, i) => width * at(i) ** s * (1 - at(i)) ** f).reduce(
    (a, b) => a + b,
  );
}

describe('evidence on which side of q a probability lies', () => {
  it.each([
    [0.9, 3, 5],
    [0.9, 20, 0],
    [0.5, 0, 9],
    [0.2, 7, 11],
  ])(
    'at q = %d, %i successes and %i failures, is the mean likelihood on that side over that at q',
    (q, s, f) => {
      const { below, above } = evidenceAgainst(q, s, f);
      const atNull = q ** s * (1 - q) ** f;
      expect(Math.exp(below)).toBeCloseTo(integral(s, f, 0, q) / (q * atNull), 5);
      expect(Math.exp(above)).toBeCloseTo(integral(s, f, q, 1) / ((1 - q) * atNull), 5);
    },
  );

  const level = Math.log(20);
  const atHalf = everReached(0.5, 0.5, level);
  const atNine = everReached(0.9, 0.9, level);

  it('reaches 20 in at most one of 20 runs where p = q, whenever one looks', () => {
    for (const { below, above } of [atHalf, atNine]) {
      for (const share of [below, above]) {
        expect(share).toBeGreaterThan(0); // it is no empty caution
        expect(share).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS));
      }
    }
  });

  it('reaches it less often still where p lies on the other side, and nearly always where it lies on this side', () => {
    const less = everReached(0.7, 0.9, level);
    expect(less.above).toBeLessThan(atNine.above);
    expect(less.below).toBeGreaterThan(0.99);
  });

  it('is finite or −∞ for many trials, never NaN', () => {
    for (const [s, f] of [
      [0, 0],
      [5000, 0],
      [0, 5000],
      [4500, 500],
      [100_000, 3],
    ] as const) {
      const { below, above } = evidenceAgainst(0.9, s, f);
      expect([Number.isNaN(below), Number.isNaN(above)]).toEqual([false, false]);
      expect(Math.max(below, above)).toBeLessThan(Infinity);
    }
  });
});
