import { describe, expect, it } from 'vitest';
import { resolveTrial } from '../experiments/trial.ts';
import { twoPhases } from '../experiments/xor/two-phases.ts';
import { allFields } from '../settings/resolve.ts';
import { changeableKeys } from '../training/changes.ts';
import { liveExperiments } from './address.ts';
import { checkSettings, withSetting } from './check-settings.ts';
import { controlsOf, isAsked } from './controls.ts';

const controlOf = (key: string) => controlsOf(twoPhases).find((control) => control.key === key)!;

describe('controls', () => {
  it.each(liveExperiments.map((experiment) => [experiment.name, experiment] as const))(
    'every setting of %s has exactly one control, with a line on it',
    (_, experiment) => {
      const controls = controlsOf(experiment);
      expect(controls.map(({ key }) => key).sort()).toEqual(Object.keys(allFields(experiment)).sort());
      expect(controls.filter(({ doc }) => !doc)).toEqual([]);
      expect(controls.filter(({ isChangeable }) => isChangeable).map(({ key }) => key)).toEqual(
        expect.arrayContaining(changeableKeys(experiment)),
      );
    },
  );

  it('read range, letter and default off the field', () => {
    expect(controlOf('inputDim')).toMatchObject({
      symbol: 'd',
      form: 'number',
      isInteger: true,
      default: 100,
      minimum: 1,
      maximum: 65536,
      isChangeable: false,
      isMain: true,
    });
    expect(controlOf('stepSize')).toMatchObject({ isInteger: false, isChangeable: true, minimum: 0 });
    expect(controlOf('meanField').form).toBe('switch');
    expect(controlOf('outputScale').options.map(({ name }) => name)).toEqual(['mean', 'root', 'sum']);
    expect(controlOf('coordinates').form).toBe('text');
  });

  it('of a kind are asked for when the kind is selected', () => {
    const noisy = { ...resolveTrial(twoPhases, { corruption: 'label-noise' }) };
    expect(isAsked(controlOf('flipProbability'), noisy)).toBe(true);
    expect(isAsked(controlOf('flipProbability'), { corruption: 'none' })).toBe(false);
    expect(isAsked(controlOf('width'), noisy)).toBe(true);
  });
});

describe('settings of a form', () => {
  it('that are not allowed are blamed on one key, in a sentence', () => {
    expect(checkSettings(twoPhases, { width: 0 })).toEqual({
      objection: { key: 'width', sentence: 'width must be an integer from 1 to 65536, got 0' },
    });
    expect(checkSettings(twoPhases, { sampleSize: 10 })).toMatchObject({ objection: { key: 'sampleSize' } });
    expect(checkSettings(twoPhases, { width: 7 })).toMatchObject({ settings: { width: 7 } });
  });

  it('lose those of a kind that is no longer selected', () => {
    const noisy = { ...resolveTrial(twoPhases, { corruption: 'label-noise', flipProbability: 0.3 }) };
    const clean = withSetting(twoPhases, noisy, 'corruption', 'none');
    expect(clean).not.toHaveProperty('flipProbability');
    expect(checkSettings(twoPhases, clean)).toHaveProperty('settings');
    expect(withSetting(twoPhases, noisy, 'width', undefined)).not.toHaveProperty('width');
  });
});
