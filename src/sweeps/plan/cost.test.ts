import { describe, expect, it } from 'vitest';
import { resolveTrial } from '../../experiments/trial.ts';
import { twoPhases } from '../../experiments/xor/two-phases.ts';
import { secondsOfCells, trialBytes, trialCost } from './cost.ts';

const cells = [32, 256, 2048, 512].map((inputDim) => resolveTrial(twoPhases, { inputDim, maxTime: 20 }));

describe('secondsOfCells', () => {
  it('says what trials take where time is in proportion to cost, from a few short ones', () => {
    let spent = 0;
    const seconds = secondsOfCells({}, cells, (settings) => {
      spent += trialCost(settings);
      return 3e-10 * trialCost(settings);
    });
    for (const [c, { most, expected }] of seconds.entries()) {
      expect(most).toBeCloseTo(3e-10 * trialCost(cells[c]!), 9);
      expect(expected).toBe(most);
    }
    expect(spent).toBeLessThan(cells.reduce((sum, cell) => sum + trialCost(cell), 0) / 5);
  });

  it('follows a machine on which small steps are slow', () => {
    const slow = (inputDim: number) => (inputDim < 100 ? 10 : 1);
    const seconds = secondsOfCells({}, cells, (settings) => slow(settings.inputDim) * trialCost(settings));
    expect(seconds.map(({ most }, c) => Math.round(most / trialCost(cells[c]!)))).toEqual([10, 1, 1, 1]);
  });

  it('expects the share of the budget at which theory sees the end', () => {
    const [first] = secondsOfCells({ expectedEnd: () => 5 }, cells, () => 1);
    expect(first!.expected / first!.most).toBeCloseTo(5 / 20, 12);
    const [over] = secondsOfCells({ expectedEnd: () => 50 }, cells, () => 1);
    expect(over!.expected).toBe(over!.most);
  });
});

it('trialBytes grows with the weights', () => {
  expect(trialBytes(cells[2]!) - trialBytes(cells[1]!)).toBe(8 * 4 * 100 * (2048 - 256));
});
