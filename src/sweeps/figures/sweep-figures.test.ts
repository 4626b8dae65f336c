import { expect, test } from 'vitest';
import { cellOf, sweepOf } from '../../../test/sweeps.ts';
import type { Bounds } from '../line.ts';
import { sweepFigures } from './sweep-figures.ts';

const options = { unit: 'samples', against: 'inputDim', command: 'twolayer sweep a.yaml' } as const;
const half: Bounds[] = [
  [10, 20],
  [100, null],
];
const namesOf = (...args: Parameters<typeof sweepFigures>) => sweepFigures(...args).map(({ name }) => name);

test('an axis of inputs makes a figure of scaling, and where some failed one of success', () => {
  const over = (bounds: Bounds[]) => sweepOf([32, 64].map((inputDim) => cellOf({ inputDim }, bounds)));
  expect(namesOf(over([[10, 20]]), options)).toEqual(['samples']);
  expect(namesOf(over(half), options)).toEqual(['samples', 'success']);
  expect(namesOf(over([[10, null]]), options)).toEqual(['success']);
});

test('batch and step size make a phase diagram with the lines of batch noise', () => {
  const cells = [16, 64].flatMap((batchSize) =>
    [0.1, 0.4].map((stepSize) => cellOf({ batchSize, stepSize }, half)),
  );
  const { against, ...rest } = options;
  const [phases] = sweepFigures(sweepOf(cells), rest);
  expect(phases!.name).toBe('phases');
  expect(phases!.figure.caption).toContain('Lines: n/(ηd).');
});

test('success against width is held against the chance that every cluster has a neuron', () => {
  const { against, ...rest } = options;
  const [success] = sweepFigures(sweepOf([4, 8].map((width) => cellOf({ width }, half))), rest);
  expect(success!.figure.caption).toContain('Dashed: all clusters taken by chance.');
});

test('one cell, or an axis of names, has no figure', () => {
  const { against, ...rest } = options;
  expect(namesOf(sweepOf([cellOf({ loss: 'squared' }, half)]), rest)).toEqual([]);
});
