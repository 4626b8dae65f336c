import { describe, expect, it } from 'vitest';
import type { Given } from '../claim.ts';
import { createLab } from '../lab.ts';
import { presets } from '../presets.ts';
import { resolveTrial } from '../trial.ts';
import type { GiantDiagnosis } from './diagnosis.ts';
import { floorsAt } from './floors.ts';
import { giantPresets } from './presets.ts';
import { giantSteps } from './steps.ts';
import { theoryOf } from './theory.ts';

const lab = createLab();
const run = (given: Given) =>
  lab.record({ ...given, compareWith: [], testSize: 64, readoutSize: 64 }, 0, giantSteps.name);
const diagnosed = (given: Given) => run(given).summary.diagnosis as GiantDiagnosis;

/** Those that take about a second together. */
const QUICK = ['small-batch', 'leap-two-small-batch', 'blind-relu', 'frozen-first-layer', 'coin-labels'];

describe('presets of giant/steps', () => {
  it('are listed, have names of their own and settings that the experiment accepts', () => {
    for (const preset of giantPresets) {
      expect(presets.filter(({ name }) => name === preset.name)).toEqual([preset]);
      expect(() => resolveTrial(giantSteps, preset.settings)).not.toThrow();
    }
  });

  it.each(giantPresets.filter(({ name }) => QUICK.includes(name)))(
    '$name gets the diagnosis $diagnosis',
    ({ settings, diagnosis }) => {
      const { name, sentence } = diagnosed(settings);
      expect(name).toBe(diagnosis);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe('the explainer of giant steps', () => {
  const given = { inputDim: 64, width: 32, batchSize: 1024, steps: 2, expression: 'z1' };

  it('calls a run that found all directions healthy, and its fixes lead there', () => {
    expect(diagnosed(given)).toMatchObject({ name: 'healthy', fix: null });
    for (const ill of [{ batchSize: 8, steps: 1 }, { stepSize: 0.01 }, { stepSize: 300, steps: 3 }]) {
      const { name, fix } = diagnosed({ ...given, ...ill });
      expect(name).not.toBe('healthy');
      expect(diagnosed({ ...given, ...ill, [fix!.key]: fix!.value }).name).toBe('healthy');
    }
  });

  it('leaves only JSON in the summary', () => {
    const { summary } = run({ ...given, steps: 0 });
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
    expect(summary.diagnosis).toMatchObject({ name: 'frozen', fix: { key: 'steps', value: null } });
  });
});

describe('floors', () => {
  const theory = theoryOf({
    target: 'expression',
    activation: 'relu',
    expression: '(z1+He2(z1)/2+He4(z1)/24+z2+He2(z2)/2+He4(z2)/24)/2',
  });

  it('are those of the paper’s target: 0.7708 in all, 0.2708 for linear functions, 0.1432 after z1 + z2', () => {
    expect(theory.variance).toBeCloseTo(0.7708, 4);
    expect(floorsAt(theory, 1).map(({ value }) => Number(value.toFixed(4)))).toEqual([0.2708, 0.1432]);
  });
});
