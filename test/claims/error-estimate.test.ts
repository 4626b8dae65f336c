import { expect, it } from 'vitest';
import { errorEstimate } from '../../src/experiments/xor/claims/error-estimate.ts';

it('no error in 4 × 1000 samples leaves room for some: 1 − (α/20)^(1/4000)', () => {
  const { estimate, interval } = errorEstimate([0, 0, 0, 0], 1000, 0.05);
  expect(estimate).toBe(0);
  expect(interval[0]).toBe(0);
  expect(interval[1]).toBeCloseTo(1 - 0.0025 ** (1 / 4000), 9);
});

it('seeds that scatter more than samples do are told by Student’s t', () => {
  const { estimate, interval } = errorEstimate([0.1, 0.2, 0.3, 0.4], 1000, 0.05);
  expect(estimate).toBeCloseTo(0.25, 12);
  expect(interval[1] - 0.25).toBeGreaterThan(3.18 * 0.0645); // t of 0.975 with 3 degrees × standard error
});

it('one seed tells nothing', () => {
  expect(errorEstimate([0], 1000, 0.05).estimate).toBeNull();
});
