import { describe, expect, it } from 'vitest';
import { resolveTrial } from '../../experiments/trial.ts';
import { twoPhases } from '../../experiments/xor/two-phases.ts';
import { seedsFrom } from '../../numerics/streams.ts';
import { hash, trialId } from '../../settings/canonical.ts';
import { planIds, planOf, trialAt } from './plan.ts';
import { readSweep } from './sweep.ts';

const experiment = 'xor/two-phases';
const planFrom = (values: Record<string, unknown>) => planOf(readSweep({ experiment, ...values }));

describe('planOf', () => {
  const smallest = planFrom({
    settings: { width: 64 },
    axes: { inputDim: [32, 64] },
    seeds: { count: 8 },
  });

  it('has every combination with every seed, each of the id that run gives it', () => {
    const ids = planIds(smallest);
    expect(smallest.size).toBe(16);
    expect(new Set(ids).size).toBe(16);
    for (const [index, id] of ids.entries()) {
      const { cell, seeds } = trialAt(smallest, index);
      const { inputDim } = cell.at as { inputDim: number };
      expect(id).toBe(trialId(experiment, resolveTrial(twoPhases, { width: 64, inputDim }), seeds));
    }
    expect(ids).toContain(
      trialId(experiment, resolveTrial(twoPhases, { width: 64, inputDim: 64 }), seedsFrom(7)),
    );
  });

  it('has the same ids whoever computes SHA-256', () => {
    expect(planIds(smallest, (text) => hash(new TextEncoder().encode(text)))).toEqual(planIds(smallest));
  });

  it('evaluates expressions in each cell, in whatever order they need each other', () => {
    const { cells, axes, derived } = planFrom({
      settings: { measureInterval: '4*stepSize' },
      axes: { batchSize: '1.25*width', width: '2*inputDim', inputDim: [10, 33], stepSize: [0.1, 0.2] },
    });
    expect([axes, derived]).toEqual([
      ['inputDim', 'stepSize'],
      ['batchSize', 'width'],
    ]);
    expect(cells.map(({ at }) => Object.values(at))).toEqual([
      [10, 0.1, 25, 20],
      [10, 0.2, 25, 20],
      [33, 0.1, 83, 66],
      [33, 0.2, 83, 66],
    ]);
    expect(cells[1]!.settings.measureInterval).toBe(0.8);
  });

  it('lets an expression speak of a default', () => {
    expect(planFrom({ axes: { batchSize: '10*inputDim' } }).cells[0]!.settings.batchSize).toBe(1000);
  });

  it('turns a budget of samples, steps or time into maxTime', () => {
    const maxTime = (budget: unknown, batchSize = 1000) =>
      planFrom({ settings: { batchSize, inputDim: 64 }, budget }).cells[0]!.settings.maxTime;
    expect(maxTime({ time: 7 })).toBe(7);
    expect(maxTime({ steps: 70 })).toBe(7);
    expect(maxTime({ samples: '1000*inputDim' })).toBe(6.4);
    expect(maxTime({ samples: 6400 }, 300)).toBe(2.2);
  });

  it('follows a budget through changes on the way', () => {
    const settings = {
      batchSize: 100,
      changes: [
        { step: 5, key: 'stepSize', value: 1 },
        { step: 6, key: 'batchSize', value: 10 },
      ],
    };
    const maxTime = (budget: unknown) => planFrom({ settings, budget }).cells[0]!.settings.maxTime;
    expect(maxTime({ steps: 8 })).toBe(5 * 0.1 + 3);
    expect(maxTime({ samples: 10_000 })).toBe(5 * 0.1 + 1 + (10_000 - 600) / 10);
    expect(maxTime({ samples: 650 })).toBe(5 * 0.1 + 1 + 5);
  });

  it('takes the rule at which trials stop for success, where nothing else is said', () => {
    const settings = { stopWhen: 'testError < 0.02' };
    expect(planFrom({ settings }).success).toBe('testError < 0.02');
    expect(planFrom({ settings, success: 'testLoss < 1' }).success).toBe('testLoss < 1');
    expect(planFrom({}).success).toBe('testError < 0.01');
  });

  it('names the place of a wrong setting also where there is a budget', () => {
    const budget = { samples: 1000 };
    expect(() => planFrom({ settings: { initScale: -1 }, budget })).toThrow('settings.initScale must be');
    expect(() => planFrom({ axes: { loss: ['logistc'] }, budget })).toThrow('axes.loss must be one of');
    expect(() => planFrom({ budget: { samples: 1e15 } })).toThrow(
      'budget.samples must end a trial before time 1000000',
    );
    expect(() => planOf(readSweep({ experiment: 'xor/kernel', budget: { samples: 1e6 } }))).toThrow(
      'samples must be an integer from 1 to 32768, got 1000000',
    );
  });

  it('makes one of cells that come out equal', () => {
    expect(planFrom({ axes: { inputDim: [9, 10, 11], width: [8] } }).cells).toHaveLength(3);
    expect(planFrom({ settings: { width: 8 }, axes: { inputDim: ['width + 1', 9] } }).cells).toHaveLength(1);
  });

  it.each([
    [{ settings: { width: 0 } }, 'settings.width must be an integer from 1 to 65536, got 0'],
    [{ axes: { width: [8, 0] } }, 'axes.width must be an integer from 1 to 65536, got 0'],
    [{ axes: { widht: [8] } }, 'axes.widht is not a setting of xor/two-phases; the nearest are width'],
    [{ settings: { width: 8 }, axes: { width: [8] } }, 'axes.width stands under settings too'],
    [{ width: 8 }, 'width is a setting: it belongs under settings, or under axes'],
    [{ seed: 8 }, 'seed is not part of a sweep file; the nearest are seeds'],
    [
      { axes: { width: '2*batchSize', batchSize: '2*width' } },
      'axes.width is defined by itself: width → batchSize → width',
    ],
    [{ axes: { width: '2*maxTime' } }, 'axes.width uses maxTime, which has no value here'],
    [{ axes: { width: '2*inptDim' } }, 'inptDim at position 3 is not known; the nearest are inputDim'],
    [{ axes: { width: 'inputDim - inputDim' } }, 'axes.width must be an integer from 1 to 65536, got 0'],
    [{ axes: { stepSize: ['1/(width - 100)'] } }, 'axes.stepSize must be an expression with a finite value'],
    [{ success: 'testError' }, 'success must be a comparison that can be read'],
    [{ success: 'tstError < 1' }, 'the nearest are testError'],
    [{ budget: { hours: 3 } }, 'budget must be one of {time: x}'],
    [{ budget: { samples: 0 } }, 'budget.samples must be a number above 0'],
    [{ budget: { samples: 'width - 100' } }, 'budget.samples must be above 0, got 0'],
    [{ settings: { steps: 5 }, budget: { time: 5 } }, 'budget.time and the setting steps both end a trial'],
    [{ experiment: 'xor' }, 'experiment must be one of xor/two-phases'],
    [{ experiment: undefined }, 'experiment is missing: one of xor/two-phases'],
    [{ series: 'yes' }, 'series must be true or false'],
    [
      { axes: { inputDim: [8, 9], stepSize: { lin: [0.01, 1], count: 10 } }, seeds: { count: 1_000_000 } },
      'seeds must make at most 5000000 trials',
    ],
    [{ settings: [1] }, 'settings must be key: value lines'],
  ])('refuses %j', (values, message) => {
    expect(() => planFrom(values)).toThrow(message);
  });
});
