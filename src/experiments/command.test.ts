import { expect, test } from 'vitest';
import { seedsFrom } from '../numerics/streams.ts';
import { resolveSettings } from '../settings/resolve.ts';
import type { TrainingSettings } from '../training/settings.ts';
import { repeatCommand } from './command.ts';
import type { TrialRecord } from './experiment.ts';
import { twoPhases } from './xor/two-phases.ts';

function commandOf(given: Record<string, unknown>, seeds = seedsFrom(0)): string {
  const settings = resolveSettings(twoPhases, given, (key) => key) as TrainingSettings;
  return repeatCommand(twoPhases, { settings, seeds } as TrialRecord);
}

test('a trial with the default settings is repeated without flags', () => {
  expect(commandOf({})).toBe('npx twolayer run xor/two-phases');
});

test('a setting equal to its default needs no flag', () => {
  expect(commandOf({ inputDim: 100, width: 8 })).toBe('npx twolayer run xor/two-phases --width 8');
});

test('numbers, booleans, lists and names of kinds become kebab-case flags', () => {
  const command = commandOf({ stepSize: 0.05, meanField: false, coordinates: [3, 7], loss: 'squared' });
  for (const flag of ['--step-size 0.05', '--mean-field false', '--coordinates 3,7', '--loss squared']) {
    expect(command).toContain(` ${flag}`);
  }
});

test('a setting that has no default is repeated when it was given', () => {
  expect(commandOf({ steps: 10 })).toBe('npx twolayer run xor/two-phases --steps 10');
});

test('one seed for all streams is one flag', () => {
  expect(commandOf({}, seedsFrom(7))).toBe('npx twolayer run xor/two-phases --seed 7');
});

test('a stream with a seed of its own has a flag of its own', () => {
  expect(commandOf({}, { ...seedsFrom(0), init: 5 })).toBe('npx twolayer run xor/two-phases --seed-init 5');
  expect(commandOf({}, { ...seedsFrom(3), test: 0, init: 1 })).toBe(
    'npx twolayer run xor/two-phases --seed 3 --seed-init 1 --seed-test 0',
  );
});

test('texts stand between semicolons, quoted for a shell', () => {
  const inequalities = ['max(clusterMargins) <= 3*min(clusterMargins) || time < 8', 'time >= 0'];
  expect(commandOf({ inequalities })).toBe(
    "npx twolayer run xor/two-phases --inequalities 'max(clusterMargins) <= 3*min(clusterMargins) || time < 8; time >= 0'",
  );
});
