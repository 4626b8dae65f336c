import { describe, expect, it } from 'vitest';
import { axisValues } from './axes.ts';

const values = (given: unknown, whole = true) => axisValues(given, whole, 'axes.inputDim');

describe('axisValues', () => {
  it('takes a list as it stands, and an expression as an axis of one value a cell', () => {
    expect(values([32, 64])).toEqual([32, 64]);
    expect(values('2.5*inputDim')).toEqual(['2.5*inputDim']);
  });

  it('has exact ends in a range, and equal ratios or differences between them', () => {
    expect(values({ geom: [32, 4096], count: 8 })).toEqual([32, 64, 128, 256, 512, 1024, 2048, 4096]);
    expect(values({ lin: [0.1, 0.5], count: 5 }, false)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(values({ geom: [1, 0.001], count: 4 }, false)).toEqual([1, 0.1, 0.01, 0.001]);
  });

  it('rounds integers and keeps equal ones once', () => {
    expect(values({ geom: [1, 8], count: 7 })).toEqual([1, 2, 3, 4, 6, 8]);
  });

  it.each([
    [[], 'a list of at least one value'],
    [[8, 8], 'a list of values that differ'],
    [8, 'a list, {geom'],
    [null, 'a list, {geom'],
    [{ geom: [1, 2], lin: [1, 2], count: 3 }, 'a list, {geom'],
    [{ geom: [1, 2, 3], count: 3 }, 'a list, {geom'],
    [{ geom: [1, 2], count: 3, factor: 2 }, 'a list, {geom'],
    [{ geom: [0, 2], count: 3 }, 'a geometric range between numbers above 0'],
    [{ lin: [1, 2], count: 1 }, 'a range with a count from 2 to 100000'],
    [{ lin: [1, 2] }, 'a range with a count from 2 to 100000'],
  ])('refuses %j', (given, allowed) => {
    expect(() => values(given)).toThrow(`axes.inputDim must be ${allowed}`);
  });
});
