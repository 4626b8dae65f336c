import { describe, expect, it } from 'vitest';
import { proportionOf } from '../../numerics/inference.ts';
import type { Given } from '../claim.ts';
import type { TrialRecord } from '../experiment.ts';
import { createLab } from '../lab.ts';
import { applyFix, type Diagnosis, diagnose } from './diagnosis.ts';
import { constructedRuns } from './diagnosis-batch.ts';
import { failures } from './failures.ts';
import { twoPhases } from './two-phases.ts';

const lab = createLab();
const diagnosisOf = ({ summary }: TrialRecord) => summary.diagnosis as Diagnosis;
const run = (given: Given, seed = 0) => diagnosisOf(lab.record({ testSize: 512, ...given }, seed));
const preset = (name: string) => failures.find((failure) => failure.name === name)!.settings;

const small = { inputDim: 32, width: 32, batchSize: 320 };

describe('the explainer', () => {
  it('names the runs of a mixed batch rightly and calls no healthy run ill', () => {
    const results = constructedRuns(60, 3000).map(({ truth, given, seed }) => ({
      truth,
      named: run(given, seed).name,
    }));
    const right = results.filter(({ truth, named }) => truth === named).length;
    expect(proportionOf(right, results.length, 0.1).interval[0]).toBeGreaterThanOrEqual(0.9);
    expect(results.filter(({ truth, named }) => truth === 'healthy' && named !== 'healthy')).toEqual([]);
  });

  it.each(failures)(
    'names the preset $name $diagnosis, and its fix makes it healthy',
    ({ settings, diagnosis }) => {
      const { name, fix, sentence } = run(settings);
      expect(name).toBe(diagnosis);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      if (fix) expect(run(applyFix(settings, fix)).name).toBe('healthy');
      else expect(diagnosis).toBe('healthy');
    },
  );

  it('goes by what was measured: told of another batch size it still sees the noise', () => {
    const record = lab.record(preset('stuck-at-saddle'), 0);
    const lied = { ...record, settings: { ...record.settings, batchSize: 100_000 } };
    expect(diagnose(lied).name).toBe('stuck-in-noise');
    expect(diagnose(lied).evidence!.quietMeasured).toBeLessThan(1);
  });

  it('measures n/(ηd) from the growth of the perpendicular part within a third', () => {
    for (const quiet of [0.5, 1, 2]) {
      const given = { inputDim: 128, width: 64, stepSize: 0.05, batchSize: 6.4 * quiet, maxTime: 4 };
      const measured = run({ ...given, batchSize: Math.round(given.batchSize) }).evidence!.quietMeasured!;
      const real = Math.round(given.batchSize) / 6.4;
      expect(Math.abs(measured / real - 1)).toBeLessThan(1 / 3);
    }
  });

  it('says which cluster is missing and how many neurons pointed there at the start', () => {
    const { evidence, sentence, blame } = run(preset('missing-cluster'));
    const missing = [0, 1, 2, 3].filter((c) => evidence!.neuronsAtStart[c] === 0);
    expect(missing.map((c) => evidence!.margins[c])).toEqual(missing.map(() => expect.closeTo(0, 1)));
    expect(sentence).toContain(`${['μ1', '−μ1', 'μ2', '−μ2'][missing[0]!]} (no neurons`);
    expect(blame).toBe('p');
  });

  it('gives Fourier coefficients: XOR alone when all is well, others when a cluster is missing', () => {
    const [one, first, second, product] = run(small).evidence!.fourier;
    for (const other of [one, first, second]) expect(Math.abs(other!)).toBeLessThan(0.3 * Math.abs(product!));
    expect(product).toBeLessThan(0);
    const ill = run(preset('missing-cluster')).evidence!.fourier.map((c) => Math.abs(c!));
    expect(Math.max(...ill.slice(0, 3))).toBeGreaterThan(0.3 * ill[3]!);
  });

  it('calls a short or an interrupted run neither healthy nor ill', () => {
    expect(run({ ...small, steps: 40 })).toMatchObject({
      name: 'out-of-time',
      fix: { key: 'steps', value: null },
    });
    expect(run({ ...small, maxTime: 4 })).toMatchObject({ name: 'out-of-time', fix: { key: 'maxTime' } });
    expect(run({ ...small, meanField: false })).toMatchObject({ name: 'out-of-time', blame: 'meanField' });
    const trial = lab.start(small, 0);
    trial.next();
    expect(diagnosisOf(trial.record({ version: '', commit: null })).name).toBe('interrupted');
  });

  it('takes margins that come to 1 from below for healthy, as the squared loss has them', () => {
    const { name, evidence } = run({ ...small, loss: 'squared', maxTime: 40 });
    expect(name).toBe('healthy');
    expect(evidence!.expected).toBe(null);
  });

  it('recovers the share of wrong labels from where margins stop', () => {
    const given = { ...small, batchSize: 1280, corruption: 'label-noise', flipProbability: 0.3 };
    expect(run({ ...given, maxTime: 100 }).sentence).toMatch(/when (29|30|31) % of the labels are wrong/);
  });

  it('says unknown of targets it does not know', () => {
    const record = lab.record({ ...small, steps: 1, testSize: 16 }, 0);
    const foreign = { ...record, settings: { ...record.settings, target: 'staircase' } };
    expect(diagnose(foreign)).toMatchObject({ name: 'unknown', fix: null, evidence: null });
  });

  it('has the last word of a report: the fix as a flag', () => {
    const report = (given: Given) => twoPhases.report(lab.record({ testSize: 512, ...given }, 0));
    expect(report(preset('stuck-at-saddle')).at(-2)).toContain('Diagnosis: stuck-in-noise.');
    expect(report(preset('stuck-at-saddle')).at(-1)).toMatch(/^Next: --batch-size 320: n\/\(ηd\) is 0\.31/);
    expect(report({ ...small, steps: 10 }).at(-1)).toMatch(/^Next: the same without --steps/);
    expect(report(small).join()).not.toContain('Diagnosis');
  });

  it('leaves only JSON in the record', () => {
    const { summary } = lab.record({ ...preset('noise-growth'), testSize: 512 }, 1);
    expect(JSON.parse(JSON.stringify(summary.diagnosis))).toEqual(summary.diagnosis);
  });
});
