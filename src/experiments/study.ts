import { medianOf, proportionOf } from '../numerics/inference.ts';
import { canonicalJson } from '../settings/canonical.ts';
import type { Given, Plan, Result, Work } from './claim.ts';
import type { TrialRecord } from './experiment.ts';
import { type Method, type MethodResult, runMethod } from './xor/methods.ts';

/** One way to do it, compared with the others of its study. */
export interface Variant {
  /** In words, short: the title of its panel and its row. */
  readonly name: string;
  readonly settings: Given;
  /** What learns; the network unless told. */
  readonly method?: Method;
}

/** An experiment at several settings side by side: a question to look at, where a claim is a statement to check. */
export interface Study {
  /** CLI word and file name. */
  readonly name: string;
  /** One line. */
  readonly doc: string;
  /** What one wants to know. */
  readonly question: string;
  /** Name of the experiment its trials belong to. */
  readonly experiment: string;
  readonly variants: readonly Variant[];
  /** Trials a variant. */
  readonly seeds: number;
}

/** One trial of one variant, complete in itself. */
export interface StudyJob {
  readonly variant: string;
  readonly experiment: string;
  readonly settings: Given;
  readonly method: Method;
  readonly seed: number;
}

/** What a trial comes to in a study. Plain JSON; what was not reached is null. */
export interface StudyEvidence {
  readonly status: string;
  /** Samples at the first measurement with a test error below 1 %, and below 5 %. */
  readonly samplesToError1pc: number | null;
  readonly samplesToError5pc: number | null;
  /** Times at which the features were found (phase 1) and tuned (phase 2), where there are such phases. */
  readonly foundTime: number | null;
  readonly tunedTime: number | null;
  readonly finalError: number;
  readonly heavyFraction: number | null;
  /** Test error over samples, about 60 measurements of it. */
  readonly curve: { readonly samples: readonly number[]; readonly error: readonly number[] };
}

/** Every variant with every seed; a quarter of the seeds when quick. */
export function studyJobs(study: Study, { quick, seed }: Pick<Plan, 'quick' | 'seed'>): StudyJob[] {
  const count = quick ? Math.ceil(study.seeds / 4) : study.seeds;
  return study.variants.flatMap(({ name, settings, method = 'network' }) =>
    Array.from({ length: count }, (_, k) => ({
      variant: name,
      experiment: study.experiment,
      settings,
      method,
      seed: seed + k,
    })),
  );
}

/** Runs one trial and keeps what a study compares. */
export const studyTrial: Work<StudyJob, StudyEvidence> = {
  name: 'study-trial',
  run(job, lab) {
    const { method, settings, seed, experiment } = job;
    if (method === 'network') return evidenceOf(lab.record(settings, seed, experiment));
    return evidenceOfMethod(runMethod(method, lab.start(settings, seed, experiment).run));
  },
};

const finite = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

function evidenceOf({ status, summary, series }: TrialRecord): StudyEvidence {
  const error = series.testError as readonly number[];
  const samplesBelow = (share: number) => series.samples[error.findIndex((e) => e < share)] ?? null;
  const every = Math.ceil(error.length / 60);
  const kept = error.flatMap((_, i) => (i % every === 0 || i === error.length - 1 ? [i] : []));
  return {
    status,
    samplesToError1pc: samplesBelow(0.01),
    samplesToError5pc: samplesBelow(0.05),
    foundTime: finite(summary.phase1EndTime ?? summary.foundTime),
    tunedTime: finite(summary.phase2EndTime),
    finalError: error.at(-1)!,
    heavyFraction: finite(summary.heavyFraction),
    curve: { samples: kept.map((i) => series.samples[i]!), error: kept.map((i) => error[i]!) },
  };
}

/** A method has the answer or not: before, its error is 1/2, and then 0. */
function evidenceOfMethod({ samples, drawn }: MethodResult): StudyEvidence {
  const curve =
    samples === null
      ? { samples: [0, drawn], error: [0.5, 0.5] }
      : { samples: [0, samples - 1, samples], error: [0.5, 0.5, 0] };
  return {
    status: samples === null ? 'failed' : 'finished',
    samplesToError1pc: samples,
    samplesToError5pc: samples,
    foundTime: null,
    tunedTime: null,
    finalError: samples === null ? 0.5 : 0,
    heavyFraction: null,
    curve,
  };
}

/** A variant in numbers. Medians count a trial that never got there as infinitely late; null stands for that. */
export interface StudyRow {
  readonly variant: string;
  readonly trials: number;
  /** Share of trials that reached an error below 1 %, with the exact interval. */
  readonly success: { readonly share: number; readonly interval: readonly [low: number, high: number] };
  readonly samplesToError1pc: number | null;
  readonly samplesToError5pc: number | null;
  /** Trials that never reached 1 %. */
  readonly censored: number;
  readonly foundTime: number | null;
  readonly finalError: number;
  readonly heavyFraction: number | null;
}

const ALPHA = 0.05;

/** Median, what is null as infinite; null when that is infinite or there is nothing. */
function median(values: readonly (number | null)[]): number | null {
  return finite(
    medianOf(
      values.map((value) => value ?? Infinity),
      ALPHA,
    ).estimate,
  );
}

/** The table of a study, a row a variant, in their order; variants without a result are left out. Pure. */
export function studyRows(study: Study, results: readonly Result<StudyJob, StudyEvidence>[]): StudyRow[] {
  return study.variants.flatMap(({ name }) => {
    const all = evidencesOf(name, results);
    return all.length === 0 ? [] : [rowOf(name, all)];
  });
}

function rowOf(variant: string, all: readonly StudyEvidence[]): StudyRow {
  const succeeded = all.filter(({ samplesToError1pc }) => samplesToError1pc !== null).length;
  const { interval } = proportionOf(succeeded, all.length, ALPHA);
  return {
    variant,
    trials: all.length,
    success: { share: succeeded / all.length, interval },
    samplesToError1pc: median(all.map((one) => one.samplesToError1pc)),
    samplesToError5pc: median(all.map((one) => one.samplesToError5pc)),
    censored: all.length - succeeded,
    foundTime: median(all.map((one) => one.foundTime)),
    finalError: median(all.map((one) => one.finalError))!,
    heavyFraction: median(all.map((one) => one.heavyFraction)),
  };
}

/** What came of the trials of a variant, each once. */
export function evidencesOf(
  variant: string,
  results: readonly Result<StudyJob, StudyEvidence>[],
): StudyEvidence[] {
  const own = results.filter(({ job }) => job.variant === variant);
  return [...new Map(own.map(({ job, evidence }) => [canonicalJson(job), evidence])).values()];
}

const count = (value: number | null) =>
  value === null ? 'never' : Math.round(value).toLocaleString('en-US');
const percent = (share: number) => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

/** The table in words: columns and cells, for a terminal. */
export function studyTable(rows: readonly StudyRow[]): string[][] {
  const head = [
    'variant',
    'reached 1 %',
    '95 % interval',
    'samples to 1 %',
    'found at T',
    'heavy neurons',
    'error at the end',
  ];
  return [
    head,
    ...rows.map((row) => [
      row.variant,
      `${row.trials - row.censored} of ${row.trials}`,
      row.success.interval.map(percent).join(' – '),
      count(row.samplesToError1pc),
      row.foundTime === null ? '–' : row.foundTime.toFixed(1),
      row.heavyFraction === null ? '–' : percent(row.heavyFraction),
      percent(row.finalError),
    ]),
  ];
}
