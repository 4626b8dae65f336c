import { describe, expect, it } from 'vitest';
import { freePower } from '../../fits/laws.ts';
import type { FittedGroup } from '../fit.ts';
import type { SweepResults } from '../results.ts';
import { powerCurve } from './beside.ts';

const results = { cells: [10, 40].map((inputDim) => ({ at: { inputDim } })) } as unknown as SweepResults;

/** A group fitted by 3 d^power. */
const group = (power: number) =>
  ({
    against: 'inputDim',
    exponent: { estimate: power, interval: [power, power] },
    curves: [{ name: 'c·d^α', fit: { law: freePower, level: Math.log(3), exponent: power } }],
  }) as unknown as FittedGroup;

describe('a predicted power beside what was found', () => {
  it('passes through the middle of the fit whose power is nearest', () => {
    const { at, role } = powerCurve(2, results, [group(1), group(1.9)])!;
    expect(role).toBe('reference');
    expect(at(20)).toBeCloseTo(3 * 20 ** 1.9, 8);
    expect(at(40) / at(10)).toBeCloseTo(16, 10);
  });

  it('is not drawn where nothing was fitted', () => {
    const refused = { against: 'inputDim', exponent: { refused: 'no run is done' }, curves: [] };
    expect(powerCurve(2, results, [refused as unknown as FittedGroup])).toBeUndefined();
  });
});
