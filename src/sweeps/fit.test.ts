import { describe, expect, it } from 'vitest';
import { cellOf, lineOf, sweepOf } from '../../test/sweeps.ts';
import { seedsFrom } from '../numerics/streams.ts';
import { fitResults } from './fit.ts';
import { fitInWords } from './fit-words.ts';
import type { Bounds } from './line.ts';
import { luckOf } from './luck.ts';
import { fittedAxis, groupsOf } from './observations.ts';

/** Eight runs about c d^1.5, the luckier ones lower; those above a budget are unfinished. */
const bounds = (d: number, budget = Infinity): Bounds[] =>
  Array.from({ length: 8 }, (_, k) => {
    const value = 3 * d ** 1.5 * Math.exp(0.3 * Math.sin(3 * k + d));
    return value > budget ? [budget, null] : [value * 0.98, value * 1.02];
  });
const dims = [16, 32, 64, 128, 256];
const sweep = (budget?: number) => sweepOf(dims.map((d) => cellOf({ inputDim: d }, bounds(d, budget))));

describe('groupsOf', () => {
  it('keeps every run that was measured, an unfinished one as a bound from below', () => {
    const cell = cellOf({ inputDim: 32 }, [[90, 100], [200, null], null], 2);
    const [group] = groupsOf(sweepOf([cell]), 'inputDim', 'samples');
    expect(group).toMatchObject({ unfinished: 1, diverged: 0, failed: 1, pending: 2 });
    expect(group!.observations.map(({ x, low, high }) => [x, low, high])).toEqual([
      [32, 90, 100],
      [32, 200, Infinity],
    ]);
    expect(new Set(group!.observations.map(({ seed }) => seed)).size).toBe(2);
  });

  it('counts diverged runs, which are bounds too', () => {
    const cell = cellOf({ inputDim: 32 }, [[90, 100]]);
    const lost = lineOf(cell.settings, 7, [50, null], 'diverged');
    const [group] = groupsOf(sweepOf([{ ...cell, lines: [...cell.lines, lost] }]), 'inputDim', 'samples');
    expect(group).toMatchObject({ unfinished: 1, diverged: 1 });
  });

  it('has a group for each combination of the other axes', () => {
    const cells = [0.1, 0.2].flatMap((stepSize) =>
      dims.map((inputDim) => cellOf({ inputDim, stepSize }, [[1, 2]])),
    );
    const groups = groupsOf(sweepOf(cells), 'inputDim', 'samples');
    expect(groups.map(({ at, observations }) => [at, observations.length])).toEqual([
      [{ stepSize: 0.1 }, 5],
      [{ stepSize: 0.2 }, 5],
    ]);
  });
});

describe('fittedAxis', () => {
  it('is inputDim, or the only axis of numbers, and asks where several could be meant', () => {
    const cells = (at: Record<string, unknown>[]) => sweepOf(at.map((one) => cellOf(one, [[1, 2]])));
    expect(fittedAxis(sweep(), undefined)).toBe('inputDim');
    expect(fittedAxis(cells([{ width: 3 }, { width: 5 }]), undefined)).toBe('width');
    const two = cells([
      { width: 3, stepSize: 0.1 },
      { width: 5, stepSize: 0.2 },
    ]);
    expect(() => fittedAxis(two, undefined)).toThrow(
      'give --against width or --against stepSize: both axes are numbers',
    );
    expect(fittedAxis(two, 'width')).toBe('width');
    expect(() => fittedAxis(two, 'depth')).toThrow('got "depth"');
    expect(() => fittedAxis(cells([{ width: 3 }]), undefined)).toThrow('this sweep has none');
  });
});

describe('fitResults', () => {
  it('finds the exponent, also where a budget cut off the slow runs, which dropping them would bend', () => {
    const [whole] = fitResults(sweep());
    const [cut] = fitResults(sweep(3 * 256 ** 1.5 * 0.9));
    expect(cut!.unfinished).toBeGreaterThan(2);
    for (const fit of [whole!, cut!]) {
      const { exponent } = fit;
      if ('refused' in exponent) throw new Error(exponent.refused);
      expect(exponent.interval[0]!).toBeLessThan(1.5);
      expect(exponent.interval[1]!).toBeGreaterThan(1.5);
    }
    expect(whole!.laws.find(({ name }) => name === 'c·d²')!.verdict).toBe('rejected');
  });

  it('states no chances where more than a fifth of the runs are unfinished, and why', () => {
    const [whole] = fitResults(sweep());
    expect(whole!.power.join(' ')).toMatch('if all runs finish');
    const [cut] = fitResults(sweep(3 * 128 ** 1.5));
    expect(cut!.unfinished).toBeGreaterThan(8);
    expect(cut!.power.join(' ')).toMatch(/^What would tell them apart is not stated: \d+ of 40 runs are unf/);
    expect(cut!.power.join(' ')).not.toMatch('%');
  });

  it('says that diverged runs count as bounds, and why a bootstrap of few x has no interval', () => {
    const cells = dims.slice(0, 3).map((d) => cellOf({ inputDim: d }, bounds(d)));
    const lost = lineOf(cells[0]!.settings, 9, [50, null], 'diverged');
    const [fit] = fitResults(
      sweepOf([{ ...cells[0]!, lines: [...cells[0]!.lines, lost] }, ...cells.slice(1)]),
    );
    expect(fit!.words.join(' ')).toMatch(
      '1 run diverged; it counts as not there yet at its last measurement',
    );
    expect(fit!.bootstrap).toEqual({ refused: '3 values of d are too few' });
    expect(fitResults(sweep())[0]!.words.join(' ')).not.toMatch('diverged');
  });

  it('says once, without an exponent or a law, that no run is done', () => {
    const [fit] = fitResults(sweepOf(dims.map((d) => cellOf({ inputDim: d }, [], 3))));
    const text = fitInWords(fit!);
    expect(text.split('no run is done').length).toBe(2);
    expect(text).not.toMatch('α');
  });

  it('names no best law and no exponent from a single d', () => {
    const [fit] = fitResults(
      sweepOf([cellOf({ inputDim: 16 }, bounds(16)), cellOf({ inputDim: 32 }, [], 8)]),
    );
    expect(fit).toMatchObject({ laws: [], curves: [] });
    expect(fit!.words).toEqual(['No law was fitted: this needs at least 3 values of d, there is 1.']);
  });

  it('fits against an expression of an axis, in place of that axis', () => {
    const cells = dims.map((d) => cellOf({ width: 2 * d, inputDim: d }, bounds(d)));
    const expressed = { ...sweepOf(cells), axes: ['width'], derived: ['inputDim'] };
    const groups = fitResults(expressed, { against: 'inputDim' });
    expect(groups.map(({ at, runs }) => [at, runs])).toEqual([[{}, 40]]);
    expect(groups[0]!.exponent).toEqual(fitResults(sweep())[0]!.exponent);
    expect(fitResults(expressed)[0]!.against).toBe('width');
    const same = sweepOf(dims.map((d) => cellOf({ width: 2 * d, inputDim: 32 }, bounds(d))));
    const constant = { ...same, axes: ['width'], derived: ['inputDim'] };
    expect(() => fitResults(constant, { against: 'inputDim' })).toThrow('--against must be one of width');
  });

  it('refuses, in a sentence, runs in which the rule held before any training', () => {
    const cells = dims.map((d) => cellOf({ inputDim: d }, [[0, 0], ...bounds(d)]));
    const [fit] = fitResults(sweepOf(cells));
    expect(fit!.words).toEqual(['No law was fitted: in 5 of 45 runs the rule held before any training.']);
  });
});

describe('luckOf', () => {
  const cell = cellOf({ inputDim: 32 }, []);
  const crossed = (effect: (init: number, data: number) => number) =>
    [0, 1, 2, 3].flatMap((init) =>
      [0, 1, 2, 3].map((data) => {
        const value = 1000 * Math.exp(effect(init, data));
        const line = lineOf(cell.settings, 0, [value, value]);
        return { ...line, seeds: { ...seedsFrom(0), init, inputs: data, batches: data, noise: data } };
      }),
    );
  const luck = (effect: (init: number, data: number) => number) =>
    luckOf(sweepOf([{ ...cell, planned: 16, lines: crossed(effect) }]), 'samples')[0]!.luck;

  it('goes to the start where starts differ, and to the data where data do', () => {
    const small = (init: number, data: number) => 0.01 * Math.sin(5 * init + 3 * data);
    const ofStart = luck((init, data) => init + small(init, data));
    const ofData = luck((init, data) => data + small(init, data));
    if ('refused' in ofStart || 'refused' in ofData) throw new Error('refused');
    expect(ofStart.init.share).toBeGreaterThan(0.95);
    expect(ofData.data.share).toBeGreaterThan(0.95);
  });

  it('is not asked of a sweep whose seeds are not crossed', () => {
    expect(luckOf(sweep(), 'samples')).toEqual([]);
  });
});
