import { describe, expect, it } from 'vitest';
import { Misuse } from '../settings/misuse.ts';
import { bracketPlan, bracketRule } from './bracket-rule.ts';

const label = (...path: string[]) => ['bracket', ...path].join('.');
const read = (given: unknown) => bracketRule(given, label);
const least = { setting: 'width', from: 4, to: 16, probability: 0.9 };

describe('the bracket of a sweep file', () => {
  it('needs a setting, its ends and a probability; the rest has defaults', () => {
    expect(read(undefined)).toBeUndefined();
    expect(read(least)).toMatchObject({ ...least, confidence: 0.95, trials: 2000, trialsPerValue: 500 });
    expect(bracketPlan(read(least)!, true).values).toEqual([4, 5, 6, 7, 8, 10, 11, 13, 16]);
    expect(bracketPlan(read({ ...least, from: 1, to: 0.25, ratio: 2 })!, false).values).toEqual([
      1, 0.5, 0.25,
    ]);
  });

  it.each([
    [7, 'bracket must be key: value lines such as setting: width, from: 4, to: 64, probability: 0.9, got 7'],
    [{ ...least, setting: 3 }, 'bracket.setting must be the name of a setting, got 3'],
    [{ ...least, from: 0 }, 'bracket.from must be a number above 0, got 0'],
    [{ ...least, to: 4 }, 'bracket.to must be another number than from, 4, got 4'],
    [{ ...least, probability: 1 }, 'bracket.probability must be a number above 0 and below 1, got 1'],
    [{ ...least, confidence: '95 %' }, 'bracket.confidence must be a number above 0 and below 1, got "95 %"'],
    [{ ...least, trials: 10.5 }, 'bracket.trials must be a whole number, got 10.5'],
    [
      { setting: 'width', from: 4, to: 16 },
      'bracket.probability must be a number above 0 and below 1, got undefined',
    ],
    [
      { ...least, seeds: 8 },
      'bracket must be made of setting, from, to, ratio, probability, confidence, trials, trialsPerValue, got "seeds"',
    ],
  ])('refuses %j with one sentence', (given, message) => {
    expect(() => read(given)).toThrow(new Misuse(message));
  });
});
