import { expect, test } from 'vitest';
import type { TrialRecord } from '../src/experiments/experiment.ts';
import { twoPhases } from '../src/experiments/xor/two-phases.ts';
import { toSvg } from '../src/figures/render.ts';
import { recordOf, trialOf } from './trials.ts';

const given = { inputDim: 10, width: 20, batchSize: 200, steps: 50, testSize: 100, kernelSamples: 2000 };
const twins = ['population', 'closure', 'margins', 'linear-loss', 'linearized', 'kernel'];
const figureOf = (record: TrialRecord) =>
  twoPhases.figure(JSON.parse(JSON.stringify(record)) as TrialRecord, 'npx twolayer run …');
const withTwins = figureOf(recordOf({ ...given, twins }));

test.each(['light', 'dark'] as const)(
  'it names every twin beside its distance, and is drawn without a warning (%s)',
  async (theme) => {
    const svg = await toSvg(withTwins.spec, theme);
    expect(svg).toContain('(d) Distance of the run from its twins');
    for (const twin of twins) expect(svg, twin).toContain(`>${twin}</text>`);
    expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(svg.length).toBeLessThan(500_000);
  },
);

test('its caption says what each twin and its distance is', () => {
  for (const twin of twins) expect(withTwins.caption).toContain(`${twin}, `);
  expect(withTwins.caption).toContain('(distance ‖W − W′‖/‖W‖ over both layers)');
});

test('without twins there is no panel of them, and no word of them', () => {
  const { spec, caption } = figureOf(recordOf(given));
  expect(JSON.stringify(spec)).not.toMatch(/twin|\(d\)/);
  expect(caption).not.toMatch(/twin/);
});

test('a run interrupted at the start, where all distances are 0, has a figure too', async () => {
  const trial = trialOf({ ...given, twins: ['closure', 'margins'] });
  trial.advance();
  const { spec } = figureOf(trial.record({ version: 'test', commit: null }));
  expect(await toSvg(spec, 'light')).toContain('(d) Distance');
});
