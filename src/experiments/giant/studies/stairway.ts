import type { Plan, Work } from '../../claim.ts';
import type { Study, StudyForm } from '../../study.ts';
import type { Pictured } from '../disc-panel.ts';
import { column } from '../rows.ts';
import type { StairwayEvidence, StairwayJob } from './stairway-evidence.ts';
import { stairwayFigure } from './stairway-figure.ts';
import { type StairwayRow, stairwayRows, stairwayTable } from './stairway-table.ts';

/** log n / log d. */
const EXPONENTS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25];

const STEPS = 6;

const stairwayTrial: Work<StairwayJob, StairwayEvidence> = {
  name: 'stairway-trial',
  run({ settings, seed, experiment }, lab) {
    const record = lab.record(settings, seed, experiment);
    const { series, summary } = record;
    const mse = Array.from({ length: STEPS + 1 }, (_, step) => column(record, 'testMse')?.[step] ?? null);
    const { step, time, samples, neurons } = series;
    const pictured = {
      settings: record.settings,
      summary: { theory: summary.theory, weightsHash: summary.weightsHash },
      series: { step, time, samples, neurons },
    };
    return { mse, pictured: JSON.parse(JSON.stringify(pictured)) as Pictured };
  },
};

/** Quick: one seed, and half the inputs and neurons. */
function jobs(study: Study, { quick, seed }: Pick<Plan, 'quick' | 'seed'>): StairwayJob[] {
  const size = quick ? { inputDim: 64, width: 128 } : { inputDim: 128, width: 256 };
  const seeds = Array.from({ length: quick ? Math.ceil(study.seeds / 4) : study.seeds }, (_, k) => seed + k);
  return [...EXPONENTS].reverse().flatMap((exponent) =>
    study.variants.flatMap(({ name, settings }) =>
      seeds.map((own) => ({
        variant: name,
        experiment: study.experiment,
        settings: { ...settings, ...size, batchSize: powerOf(size.inputDim, exponent) },
        method: 'network' as const,
        seed: own,
        exponent,
      })),
    ),
  );
}

/** base^exponent for multiples of 1/4, as a whole number. */
function powerOf(base: number, exponent: number): number {
  const root = Math.sqrt(Math.sqrt(base));
  let product = 1;
  for (let k = 0; k < 4 * exponent; k++) product *= root;
  return Math.round(product);
}

const form: StudyForm<StairwayJob, StairwayEvidence, StairwayRow> = {
  work: stairwayTrial,
  jobs,
  rows: stairwayRows,
  table: stairwayTable,
  figure: stairwayFigure,
};

const shared = { steps: STEPS, init: 'unpaired', compareWith: [], inputDim: 128, width: 256 };

/** The paper's first figure: test error falls in steps of log n/log d, and with each giant step where there are stairs. */
export const stairway: Study = {
  name: 'stairway',
  doc: 'test error of one to six giant steps against log n/log d, for a target without a second stair and one with it',
  question: 'What does each giant step add, and what does it cost in samples?',
  experiment: 'giant/steps',
  seeds: 2,
  variants: [
    {
      name: 'no second stair',
      settings: {
        ...shared,
        expression: '(z1+He2(z1)/2+He4(z1)/24+z2+He2(z2)/2+He4(z2)/24)/2',
      },
    },
    { name: 'staircase', settings: { ...shared, expression: '(z1+z2+z1^2-z2^2)/2' } },
  ],
  form,
};
