import { describe, expect, it } from 'vitest';
import { toSvg } from '../figures/render.ts';
import { experiments } from './index.ts';
import { createLab } from './lab.ts';
import { studies } from './studies.ts';
import { type Study, type StudyEvidence, type StudyJob, studyJobs, studyTrial } from './study.ts';
import { studyFigure } from './study-figure.ts';
import { studyRows, studyTable } from './study-table.ts';
import { resolveTrial } from './trial.ts';

describe.each(studies)('study $name', (study) => {
  it('has a name of its own, a doc, a question and variants with different names', () => {
    expect(study.name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(studies.filter(({ name }) => name === study.name)).toHaveLength(1);
    expect(study.doc).toMatch(/\S/);
    expect(study.question).toMatch(/\?$/);
    expect(new Set(study.variants.map(({ name }) => name)).size).toBe(study.variants.length);
  });

  it('has settings that its experiment accepts, each variant others', () => {
    const resolved = study.variants.map(({ settings, method, experiment = study.experiment }) =>
      JSON.stringify([method, resolveTrial(experiments.find(({ name }) => name === experiment)!, settings)]),
    );
    expect(new Set(resolved).size).toBe(study.variants.length);
  });
});

const study: Study = {
  name: 'widths',
  doc: 'one neuron or forty',
  question: 'How many?',
  experiment: 'xor/two-phases',
  seeds: 5,
  variants: [1, 40].map((width) => ({
    name: `p = ${width}`,
    settings: { inputDim: 8, batchSize: 100, width, maxTime: 15, testSize: 256 },
  })),
};

const evidence = (samples: number | null, finalError: number): StudyEvidence => ({
  status: 'finished',
  samplesToError1pc: samples,
  samplesToError5pc: samples,
  foundTime: samples === null ? null : 5,
  tunedTime: null,
  finalError,
  heavyFraction: null,
  curve: { samples: [0, 100, 1000], error: [0.5, 0.4, finalError] },
});

/** Results of variant `p = 1` as told, a seed each. */
const resultsOf = (all: readonly StudyEvidence[]) =>
  all.map((one, seed) => ({
    job: { ...studyJobs(study, { quick: false, seed: 0 })[0]!, seed },
    evidence: one,
  }));

describe('the jobs of a study', () => {
  it('are every variant with consecutive seeds, a quarter of them when quick', () => {
    const jobs = studyJobs(study, { quick: false, seed: 7 });
    expect(jobs.map(({ variant, seed }) => [variant, seed])).toEqual(
      study.variants.flatMap(({ name }) => [7, 8, 9, 10, 11].map((seed) => [name, seed])),
    );
    expect(studyJobs(study, { quick: true, seed: 0 })).toHaveLength(4);
  });

  it('and what comes of them are plain JSON', () => {
    const job = studyJobs(study, { quick: true, seed: 0 })[0]!;
    const done = studyTrial.run(job, createLab());
    expect(JSON.parse(JSON.stringify({ job, done }))).toEqual({ job, done });
  });
});

describe('the rows of a study', () => {
  it('count a trial that never got there as infinitely late', () => {
    const [row] = studyRows(study, resultsOf([evidence(300, 0), evidence(null, 0.25), evidence(100, 0)]));
    expect(row).toMatchObject({
      trials: 3,
      censored: 1,
      samplesToError1pc: 300,
      finalError: 0,
      foundTime: 5,
    });
    expect(row!.success.share).toBeCloseTo(2 / 3, 12);
    expect(row!.success.interval[0]).toBeLessThan(0.1);
    const mostly = resultsOf([evidence(300, 0), evidence(null, 0.25), evidence(null, 0.25)]);
    expect(studyRows(study, mostly)[0]).toMatchObject({ samplesToError1pc: null, finalError: 0.25 });
  });

  it('count a job that was done twice once', () => {
    const one = resultsOf([evidence(300, 0)]);
    expect(studyRows(study, [...one, ...one])[0]!.trials).toBe(1);
  });

  it('are cells of text under as many heads', () => {
    const table = studyTable(studyRows(study, resultsOf([evidence(1300, 0.25), evidence(null, 0.25)])));
    expect(table[1]).toEqual(['p = 1', '1 of 2', '1.3 % – 99 %', 'never', '–', '–', '25 %']);
    expect(table[0]).toHaveLength(7);
  });
});

describe('a study run in this thread', () => {
  const lab = createLab();
  const results = studyJobs(study, { quick: true, seed: 0 }).map((job: StudyJob) => ({
    job,
    evidence: studyTrial.run(job, lab),
  }));

  it('shows that one neuron is too few and forty are enough', () => {
    const [one, forty] = studyRows(study, results);
    expect(one).toMatchObject({ censored: 2, samplesToError1pc: null });
    expect(forty).toMatchObject({ censored: 0 });
    expect(forty!.samplesToError1pc).toBeGreaterThanOrEqual(forty!.samplesToError5pc!);
  });

  it('is drawn in both themes with finite numbers only, a panel a variant', async () => {
    const { spec, caption } = studyFigure(study, results, 'npx twolayer study widths');
    for (const theme of ['light', 'dark'] as const) {
      const svg = await toSvg(spec, theme);
      expect(svg.replace(/aria-label="[^"]*"/g, '')).not.toMatch(/NaN|undefined|Infinity|null/);
      for (const { name } of study.variants) expect(svg).toContain(`>${name}</text>`);
    }
    expect(caption).toContain('Repeat it: npx twolayer study widths');
  });
});
