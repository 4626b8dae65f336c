import { describe, expect, it } from 'vitest';
import { cellOf, sweepOf } from '../../test/sweeps.ts';
import { samplesOfKernel } from '../experiments/xor/kernel/prediction.ts';
import { drawPhases, readScaling } from './reading.ts';

const command = 'npx twolayer sweep scaling.yaml';

/** Runs that took about 20 d ln d, and one at the largest d that gave up. */
const results = sweepOf(
  [16, 32, 64, 128].map((inputDim) => {
    const about = 20 * inputDim * Math.log(inputDim);
    const bounds = [0.95, 1, 1.05].map((luck) => [0.97 * luck * about, luck * about] as const);
    return cellOf({ inputDim }, inputDim === 128 ? [...bounds, [2 * about, null]] : bounds, 1);
  }),
);

const kernel = {
  ...sweepOf(
    [16, 32, 64].map((inputDim) =>
      cellOf(
        { inputDim },
        [0.99, 1, 1.02].map((luck) => [0.68 * luck * inputDim ** 2, 0.71 * luck * inputDim ** 2] as const),
      ),
    ),
  ),
  experiment: 'xor/kernel',
};

describe('a reading of scaling', () => {
  it('tells exponent and interval, the laws, and what became of every d', () => {
    const { figure, exponents, laws, cells } = readScaling({ results, command });
    expect(exponents[0]?.said).toMatch(/^1\.\d+ \[1\.\d+, 1\.\d+\], 95 %/);
    expect(laws.map(({ verdict }) => verdict)).toContain('rejected');
    expect(cells.at(-1)).toMatchObject({ inputDim: '128', reached: '3 of 4' });
    expect(figure?.caption).toContain('one run that had not got there');
    expect(figure?.caption).toContain(command);
  });

  it('has the closed form of a kernel beside until one was measured, and says which', () => {
    expect(readScaling({ results, command }).beside).toBeUndefined();
    const { beside } = readScaling({ results, command, error: 0.01 });
    expect(beside).toEqual({ name: expect.stringContaining('closed form'), isMeasured: false });
    const measured = readScaling({ results, command, error: 0.01, kernel });
    expect(measured.beside).toEqual({
      name: expect.stringMatching(/xor\/kernel: c·d\^\d/),
      isMeasured: true,
    });
    expect(measured.figure?.caption).toContain('xor/kernel: c·d^');
  });

  it('has no figure and says why there is no law before any run is done', () => {
    const { figure, exponents, words } = readScaling({
      results: sweepOf([cellOf({ inputDim: 16 }, [], 2), cellOf({ inputDim: 32 }, [], 2)]),
      command,
    });
    expect([figure, exponents, words]).toEqual([undefined, [], ['No law was fitted: no run is done.']]);
  });

  it('is plain data: it comes from a worker', () => {
    const reading = readScaling({ results, command, error: 0.01, kernel });
    expect(structuredClone(reading)).toEqual(reading);
  });
});

it('the closed form of the kernel takes 0.73 d² samples at d = 16 and 0.68 d² at d = 96, and is silent below d = 12', () => {
  expect(samplesOfKernel(16, 0.01) / 16 ** 2).toBeCloseTo(0.73, 1);
  expect(samplesOfKernel(96, 0.01) / 96 ** 2).toBeCloseTo(0.68, 2);
  expect(samplesOfKernel(11, 0.01)).toBeNaN();
});

it('a phase diagram over batch and step size has the lines of batch noise', () => {
  const cells = [8, 32].flatMap((batchSize) =>
    [0.1, 0.4].map((stepSize) =>
      cellOf(
        { batchSize, stepSize },
        [
          [10, 20],
          [90, null],
        ],
        2,
      ),
    ),
  );
  expect(drawPhases(sweepOf(cells), command).caption).toContain('n/(ηd)');
});
