import { describe, expect, it } from 'vitest';
import { toSvg } from '../../figures/render.ts';
import type { Given } from '../claim.ts';
import type { TrialRecord } from '../experiment.ts';
import { createLab } from '../lab.ts';
import { lineAt } from './disc-panel.ts';
import { theoryIn } from './rows.ts';
import { giantSteps } from './steps.ts';

const lab = createLab();
const small = { inputDim: 16, width: 8, batchSize: 64, steps: 2, testSize: 64 };
const record = (given: Given) => lab.record({ ...small, ...given }, 0, giantSteps.name);
const stair = '(z1+z2+z1^2-z2^2)/2';

function interrupted(): TrialRecord {
  const trial = lab.start({ ...small, expression: stair }, 0, giantSteps.name);
  trial.next();
  return trial.record({ version: '', commit: null });
}

/** As a record is whose last measurement before the end was no longer finite. */
function diverged(): TrialRecord {
  const one = record({ expression: stair });
  const cut = <Value>(column: unknown, last: Value) => [...(column as Value[]).slice(0, -1), last];
  const { testMse, rowNorm, overlaps } = one.series;
  const series = {
    ...one.series,
    testMse: cut(testMse, Number.NaN),
    rowNorm: cut(rowNorm, Infinity),
    overlaps: cut(overlaps, [Number.NaN, 0]),
  };
  const broken = { ...one, status: 'diverged' as const, series };
  const summary = { ...one.summary, divergedAtStep: 2 };
  return { ...broken, summary: { ...summary, diagnosis: giantSteps.diagnose({ ...broken, summary }) } };
}

const cases: Record<string, () => TrialRecord> = {
  'a staircase': () => record({ expression: stair }),
  'one direction': () => record({ expression: 'z1' }),
  'three directions and eight steps': () => record({ expression: 'z1+z1*z2+z1*z2*z3', steps: 8 }),
  'no step': () => record({ expression: stair, steps: 0 }),
  'one step': () => record({ expression: 'z1*z2', steps: 1 }),
  'a divergent run': diverged,
  'an interrupted run': interrupted,
};

describe.each(Object.entries(cases))('the figure of giant steps on %s', (_, run) => {
  it('is drawn in both themes with finite numbers only, and its caption repeats it', async () => {
    const one = run();
    const { spec, caption } = giantSteps.figure(one, 'npx …');
    for (const theme of ['light', 'dark'] as const) {
      const svg = await toSvg(spec, theme);
      expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
      for (const { name } of theoryIn(one).directions) expect(svg).toContain(`>${name}</text>`);
    }
    expect(caption).toContain('Repeat it: npx …');
  });

  it('stands beside sentences without holes', () => {
    const told = giantSteps.report(run());
    expect(told[0]).toMatch(/^Target: y = /);
    expect(told.at(-1)).toMatch(/^Next: /);
    expect(told.join(' ')).not.toMatch(/NaN|undefined|null/);
  });
});

describe('the line of theory in the disc', () => {
  const lines = (expression: string) => {
    const theory = theoryIn(record({ expression, steps: 0 }));
    return [0, 1, 2, 3].map((step) => lineAt(theory, step));
  };

  it('is that of the first step as long as the staircase has reached one direction', () => {
    expect(lines(stair)).toEqual([-1, 0, -1, -1]);
    expect(lines('(z1+z2+He2(z1)+He2(z2))/2')).toEqual([-1, 0, 0, 0]);
    expect(lines('z1*z2')).toEqual([-1, -1, -1, -1]);
  });
});
