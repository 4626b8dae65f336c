import { expect, test } from 'vitest';
import { cellOf, sweepOf } from '../../../test/sweeps.ts';
import { seriesOf } from './series.ts';

const named = (stepSizes: readonly number[]) =>
  seriesOf(sweepOf(stepSizes.map((stepSize) => cellOf({ width: 8192, stepSize }, []))), ['width']).map(
    ({ name }) => name,
  );

test('a heading has four digits of a setting', () => {
  expect(named([0.1, Math.SQRT2 / 10])).toEqual(['stepSize 0.1', 'stepSize 0.1414']);
});

test('or as many as tell the values apart: what differs is never one series', () => {
  expect(named([0.10001, 0.10002])).toEqual(['stepSize 0.10001', 'stepSize 0.10002']);
});
