import type { Plan, Work } from '../claim.ts';
import { seedsOf } from '../evidence.ts';
import type { Study, StudyForm } from '../study.ts';
import { CHOSEN_ON, type WayJob } from './job.ts';
import { type WayRow, wayRows } from './rows.ts';
import type { Bounds } from './search.ts';
import { waySentences, wayTable } from './table.ts';
import { wayNamed, ways } from './ways.ts';
import { waysFigure } from './ways-figure.ts';

/** Between which numbers of samples a way gets below the level. */
export const samplesByWay: Work<WayJob, Bounds> = {
  name: 'samples-by-way',
  run: (job, lab) => wayNamed(job.way).search(job, lab),
};

/** All ways at all their d, the largest first, as they take longest. */
function jobs({ seeds }: Study, { quick, seed }: Pick<Plan, 'quick' | 'seed'>): WayJob[] {
  const all = ways.flatMap(({ name, dims }) =>
    dims[quick ? 'quick' : 'full'].flatMap((inputDim) =>
      seedsOf({ seed }, quick ? Math.ceil(seeds / 4) : seeds).map((each) => ({
        way: name,
        inputDim,
        seed: each,
      })),
    ),
  );
  return all.sort((a, b) => b.inputDim - a.inputDim);
}

const form: StudyForm<WayJob, Bounds, WayRow> = {
  work: samplesByWay,
  jobs,
  rows: (_, results) => wayRows(results),
  table: wayTable,
  sentences: waySentences,
  figure: (_, results, command) => waysFigure(results, command),
};

/** One target as three papers learn it. */
export const oneTargetThreePapers: Study = {
  name: 'one-target-three-papers',
  doc: 'XOR of the signs of Gaussian inputs by small-step SGD, by one giant step, and by a linearized network',
  question: 'How many samples does each paper’s algorithm need for the same target?',
  experiment: 'giant/steps',
  seeds: 20,
  firstSeed: CHOSEN_ON + 1,
  variants: ways.map(({ name, experiment, settings }) => ({ name, experiment, settings })),
  form,
};
