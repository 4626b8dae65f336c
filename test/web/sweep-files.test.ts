import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Misuse, planOf, readSweep } from '../../src/index.ts';
import { powersOf } from '../../web/formula/powers.ts';
import { stateOf } from '../../web/phase/cell-state.ts';
import { coarseToFine } from '../../web/phase/coarse-to-fine.ts';
import {
  kernelFile,
  phaseDefaults,
  phaseFile,
  scalingDefaults,
  scalingFile,
  sweepText,
} from '../../web/scaling/sweep-files.ts';
import { faultsOf, phaseFields, scalingFields, searchWith, typedIn } from '../../web/scaling/sweep-form.ts';
import { cellOf } from '../sweeps.ts';

const plan = (file: Readonly<Record<string, unknown>>) => planOf(readSweep(file));

describe('the sweep files of the page', () => {
  it('are sweeps as they stand: nine d from 16 to 256, a grid of 9 × 9, a kernel at the small d', () => {
    const dims = plan(scalingFile(scalingDefaults)).cells.map(({ settings }) => settings.inputDim);
    expect(dims).toEqual([16, 23, 32, 45, 64, 91, 128, 181, 256]);
    expect(plan(phaseFile(phaseDefaults)).cells).toHaveLength(81);
    const kernel = kernelFile(dims, 'testError < 0.01')!;
    expect(plan(kernel).cells.map(({ settings }) => settings.inputDim)).toEqual([16, 23, 32, 45, 64]);
  });

  it('written down and read again are the same', () => {
    for (const file of [
      scalingFile(scalingDefaults),
      phaseFile(phaseDefaults),
      kernelFile([16, 32, 64], 'testError < 0.02')!,
    ])
      expect(parse(sweepText(file))).toEqual(file);
  });

  it('leave it to the sweep to refuse what was typed', () => {
    for (const typed of [
      { seeds: '' },
      { seeds: 'many' },
      { batchSize: '1.25*inputdim' },
      { success: 'error < 1' },
      { from: '0' },
    ])
      expect(() => plan(scalingFile({ ...scalingDefaults, ...typed }))).toThrow(Misuse);
  });

  it('have no kernel where the rule is none of the test error or the d are too large', () => {
    expect(kernelFile([16, 32, 64], 'testLoss < 0.1')).toBeUndefined();
    expect(kernelFile([32, 64, 128], 'testError < 0.01')).toBeUndefined();
  });
});

describe('the fields of a sweep', () => {
  const refusalOf = async (file: Readonly<Record<string, unknown>>) => {
    try {
      plan(file);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('say what is wrong with each of them by its own name, all at once', async () => {
    const typed = {
      ...scalingDefaults,
      from: '16',
      to: '8',
      dims: 'x',
      seeds: '0',
      width: '0',
      batchSize: '1.25*inputdim',
      success: 'error < 1',
    };
    expect(await faultsOf(scalingFields, typed, refusalOf)).toEqual({
      from: 'least d must be at most the largest d, 8, got 16',
      dims: 'number of d must be an integer from 2 to 100000, got "x"',
      seeds: 'seeds must be an integer from 1 to 1000000, got "0"',
      width: 'width p must be an integer from 1 to 65536, got 0',
      batchSize: expect.stringMatching(/^batch size n must be an expression .* nearest are inputDim/),
      success: expect.stringMatching(/^until must be a comparison that can be read \(error at position 1/),
    });
    expect(await faultsOf(scalingFields, scalingDefaults, refusalOf)).toEqual({});
    expect(await faultsOf(phaseFields, { ...phaseDefaults, leastStep: '2' }, refusalOf)).toEqual({
      leastStep: 'least η must be at most the largest η, 1.6, got 2',
    });
  });

  it('stand in the address where they differ from the defaults, beside what else it says', () => {
    const typed = { ...scalingDefaults, to: '64', success: 'testError < 0.1' };
    const search = searchWith(scalingFields, typed, '?tab=scaling&seeds=4&theme=dark');
    expect(search).toBe('?tab=scaling&theme=dark&to=64&success=testError+%3C+0.1');
    expect({ ...scalingDefaults, ...typedIn(scalingFields, search) }).toEqual(typed);
  });
});

it('numbers and α after a caret are powers, and nothing else is', () => {
  expect(powersOf('2.1·d^1.27 is best; c·d^α.')).toEqual([
    { base: '2.1·d', power: '1.27' },
    { base: ' is best; c·d', power: 'α' },
    { base: '.', power: '' },
  ]);
  expect(powersOf('c·d·ln² d')).toEqual([{ base: 'c·d·ln² d', power: '' }]);
});

describe('coarse to fine', () => {
  it('goes through every cell once, the corners of a grid of 9 × 9 first, then every fourth', () => {
    const order = coarseToFine(9, 9);
    expect([...order].sort((a, b) => a - b)).toEqual(order.map((_, cell) => cell));
    expect(order.slice(0, 4)).toEqual([0, 8, 72, 80]);
    expect(order.slice(4, 9)).toEqual([4, 36, 40, 44, 76]);
  });
});

it('a cell is learned, mixed, not learned, diverged or pending, with its counts', () => {
  const kindOf = (...args: Parameters<typeof cellOf>) => stateOf(cellOf(...args));
  expect(kindOf({}, [[1, 2]]).kind).toBe('learned');
  expect(
    kindOf({}, [
      [1, 2],
      [9, null],
    ]),
  ).toMatchObject({ kind: 'mixed', text: '1/2' });
  expect(kindOf({}, [[9, null]]).kind).toBe('not');
  expect(kindOf({}, [], 3).kind).toBe('pending');
});
