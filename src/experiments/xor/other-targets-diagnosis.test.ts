import { expect, test } from 'vitest';
import type { TrialRecord } from '../experiment.ts';
import { diagnoseOtherTargets } from './other-targets-diagnosis.ts';

const diagnosed = (summary: object) =>
  diagnoseOtherTargets({
    summary,
    settings: { target: 'truth-table', coordinates: [1, 2] },
  } as unknown as TrialRecord);

test('a run below 1 % error is healthy, whatever its coefficients', () => {
  expect(diagnosed({ testError: 0.009, targetCoefficients: [0, 1], fourierCoefficients: [0, 0] }).name).toBe(
    'healthy',
  );
});

test('a coefficient far behind the others is missing, by its set', () => {
  // AND: 1/2 each, up to signs; x_i x_j has hardly been learned.
  const and = { testError: 0.25, targetCoefficients: [-0.5, 0.5, 0.5, -0.5] };
  expect(diagnosed({ ...and, fourierCoefficients: [-0.4, 0.4, 0.38, -0.02] })).toMatchObject({
    name: 'missing-coefficient',
    missing: ['x₁x₂'],
  });
  expect(diagnosed({ ...and, fourierCoefficients: [-0.4, 0.4, 0.38, -0.3] }).name).toBe('unknown');
});

test('where nothing is learned, all of them are missing; where they are too many to list, it does not know', () => {
  const nothing = { testError: 0.5, targetCoefficients: [0, 0, 0, 1], fourierCoefficients: [0, 0, 0, 0] };
  expect(diagnosed(nothing).missing).toEqual(['x₁x₂']);
  expect(diagnosed({ testError: 0.5, targetCoefficients: null, fourierCoefficients: null }).name).toBe(
    'unknown',
  );
});
