import { expect, test } from 'vitest';
import type { Branches, TrialRecord } from '../src/experiments/experiment.ts';
import { branchesFigure } from '../src/experiments/xor/branches-figure.ts';
import { reportBranches } from '../src/experiments/xor/branches-report.ts';
import { twoPhasesFigure } from '../src/experiments/xor/two-phases-figure.ts';
import { toSvg } from '../src/figures/render.ts';
import { recordOf } from './trials.ts';

const given = { inputDim: 20, width: 24, batchSize: 200, testSize: 500 };
const parent = recordOf(given);
const end = parent.summary.steps as number;

/** The fork at a step, its record after a way through a file. */
function forkAt(step: number, changed: Record<string, unknown>, more: object = {}): Branches {
  const changes = Object.entries(changed).map(([key, value]) => ({ step, key, value }));
  const branch = JSON.parse(JSON.stringify(recordOf({ ...given, ...more, changes }))) as TrialRecord;
  return { parent, branch, step };
}

const cases: Record<string, () => Branches> = {
  'one setting': () => forkAt(50, { secondLayerRate: 0 }, { maxTime: 12 }),
  'the pace of samples': () => forkAt(50, { stepSize: 0.02, batchSize: 50 }, { maxTime: 8 }),
  'the target': () => forkAt(50, { coordinates: [3, 7] }, { maxTime: 8 }),
  'another kind, at the end': () => forkAt(end, { corruption: 'label-noise' }),
  'a step size that makes it diverge': () => forkAt(50, { loss: 'squared', stepSize: 1e5 }),
};

test.each(Object.keys(cases))('a fork of %s is drawn without a warning', async (name) => {
  const { spec } = branchesFigure(cases[name]!(), 'COMMAND');
  const svg = await toSvg(spec, 'light');
  expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
});

test('the figure of a fork marks the change, and its caption says what, where and how to repeat it', async () => {
  const { spec, caption } = branchesFigure(cases['one setting']!(), 'COMMAND');
  expect(await toSvg(spec, 'dark')).toContain('>secondLayerRate = 0</text>');
  expect(caption).toContain('step 50 (T = 5) on has secondLayerRate 0 instead of 1');
  expect(caption).toMatch(/Repeat the copy: COMMAND$/);
});

test('a figure counts samples at the pace in force: twice the batch is twice the samples a unit of time', async () => {
  const record = recordOf({ ...given, steps: 100, changes: [{ step: 50, key: 'batchSize', value: 600 }] });
  const svg = await toSvg(twoPhasesFigure(record, '').spec, 'light');
  const at = (text: string) => {
    const [, x] =
      new RegExp(`transform="translate\\(([\\d.]+),[^)]*\\)"[^>]*>${text}</text>`).exec(svg) ?? [];
    return Number(x);
  };
  // 10k samples at time 5, and 40k at time 10: 20k at 5 + 10/3·½
  expect((at('20k') - at('10k')) / (at('10k') - at('0'))).toBeCloseTo(1 / 3, 2);
});

test('a report says what differs: phases, error and margins of both branches', () => {
  const text = reportBranches(cases['one setting']!()).join('\n');
  expect(text).toContain(
    `A copy of run ${parent.id} that from step 50, time 5.0, on has secondLayerRate 0 instead of 1`,
  );
  expect(text).toMatch(/End of phase 2, tuning: never in the branch, at time [\d.]+ in its parent\./);
  expect(text).toMatch(
    /At time [\d.]+ the branch has test error .* % and smallest margin [\d.]+; its parent/,
  );
  expect(text).toMatch(/At its end the branch has .* \(time 12\.0\); its parent/);
});
