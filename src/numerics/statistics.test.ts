import { describe, expect, it } from 'vitest';
import { mean, slope, slopeThroughOrigin, weightedMedian } from './statistics.ts';

describe('statistics', () => {
  it('weightedMedian is the median when weights are equal', () => {
    expect(weightedMedian([5, 1, 3], [1, 1, 1])).toBe(3);
  });
  it('weightedMedian follows the weight, not the count', () => {
    expect(weightedMedian([1, 2, 3, 100], [1, 1, 1, 10])).toBe(100);
    expect(weightedMedian([1, 2, 3], [0, 0, 1])).toBe(3);
  });
  it('weightedMedian of nothing is NaN', () => {
    expect(weightedMedian([], [])).toBeNaN();
  });
  it('slope recovers a line and is NaN for a single abscissa', () => {
    expect(slope([0, 1, 2, 5], [3, 1, -1, -7])).toBeCloseTo(-2, 12);
    expect(slope([1, 1], [0, 2])).toBeNaN();
  });
  it('slopeThroughOrigin recovers a line, ignores points of weight zero, and is NaN of nothing', () => {
    expect(slopeThroughOrigin([1, 2, 3], [-2, -4, 100], [1, 5, 0])).toBeCloseTo(-2, 12);
    expect(slopeThroughOrigin([], [], [])).toBeNaN();
  });
  it('mean of nothing is NaN', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBeNaN();
  });
});
