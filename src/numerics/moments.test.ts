import { expect, it } from 'vitest';
import { addSamples, createMoments } from './moments.ts';

it('moments are sums over samples, whoever adds them and in how many parts', () => {
  const features = [1, 2, -1, 0.5, 3, 0];
  const labels = [2, -1, 4];
  const moments = createMoments(2);
  addSamples(moments, features.slice(0, 4), labels.slice(0, 2), 2);
  addSamples(moments, features.slice(4), labels.slice(2), 1);
  expect([...moments.gram]).toEqual([1 + 1 + 9, 0, 2 - 0.5 + 0, 4 + 0.25 + 0]);
  expect([...moments.correlation]).toEqual([2 + 1 + 12, 4 - 0.5 + 0]);
  expect([moments.labelSquare, moments.count]).toEqual([4 + 1 + 16, 3]);
});
