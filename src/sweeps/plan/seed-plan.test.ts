import { describe, expect, it } from 'vitest';
import { seedsFrom } from '../../numerics/streams.ts';
import { seedPlan } from './seed-plan.ts';

const plan = (given: unknown) => seedPlan(given, (...path) => ['seeds', ...path].join('.'));

describe('seedPlan', () => {
  it('gives all streams the same seed', () => {
    expect(plan(undefined)).toEqual([seedsFrom(0)]);
    expect(plan({ count: 3 })).toEqual([0, 1, 2].map(seedsFrom));
    expect(plan({ first: 100, count: 2 })).toEqual([100, 101].map(seedsFrom));
    expect(plan([7, 3])).toEqual([7, 3].map(seedsFrom));
    expect(plan(5)).toEqual([seedsFrom(5)]);
  });

  it('crosses streams of their own with each other', () => {
    const crossed = plan({ init: { count: 2 }, data: { count: 3 } });
    expect(crossed).toHaveLength(6);
    expect(new Set(crossed.map(({ init, inputs }) => `${init} ${inputs}`)).size).toBe(6);
    for (const { inputs, batches, noise, test, target } of crossed) {
      expect([batches, noise]).toEqual([inputs, inputs]);
      expect([test, target]).toEqual([0, 0]);
    }
  });

  it('keeps a stream fixed while the others vary', () => {
    expect(plan({ count: 2, init: 9 })).toEqual([
      { ...seedsFrom(0), init: 9 },
      { ...seedsFrom(1), init: 9 },
    ]);
  });

  it.each([
    [{ count: 0 }, 'seeds must be a seed, a list of seeds or {first: 0, count: 8}'],
    [{ count: 2, first: -1 }, 'seeds must be a seed'],
    [{ first: 4_294_967_295, count: 2 }, 'seeds must be a seed'],
    [[1, 1], 'seeds must be a list of different seeds'],
    [{ inti: 3 }, 'seeds.inti is not a stream; the nearest are init'],
    [{ data: 1, inputs: 2 }, 'seeds.inputs is part of data'],
    [{ init: { count: 1_000_000 }, data: { count: 1_000_000 } }, 'seeds must cross to at most 1000000'],
    ['eight', 'seeds must be a seed'],
  ])('refuses %j', (given, message) => {
    expect(() => plan(given)).toThrow(message);
  });
});
