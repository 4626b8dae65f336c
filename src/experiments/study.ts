import type { Given, Plan, Result, Work } from './claim.ts';
import type { Figure, TrialRecord } from './experiment.ts';
import { type Method, type MethodResult, runMethod } from './xor/methods.ts';

/** One way to do it, compared with the others of its study. */
export interface Variant {
  /** In words, short: the title of its panel and its row. */
  readonly name: string;
  readonly settings: Given;
  /** What learns; the network unless told. */
  readonly method?: Method;
  /** Name of the experiment its trials belong to, where that is not the study's. */
  readonly experiment?: string;
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
  /** The first of their seeds unless the user names one, 0 by default: not 0 where choices were made on that. */
  readonly firstSeed?: number;
  /** How it is done, told and drawn; unless told, as test errors against samples. */
  readonly form?: StudyForm;
}

/** How a study of a kind is done, told and drawn. Jobs and evidence are plain JSON. */
// biome-ignore lint/suspicious/noExplicitAny: a list mixes studies with different jobs; each was checked where it was defined
export interface StudyForm<Job = any, Evidence = any, Row extends object = any> {
  readonly work: Work<Job, Evidence>;
  /** What has to be computed, the longest jobs first; the study's `seeds` may have been given by the user. */
  jobs(study: Study, plan: Pick<Plan, 'quick' | 'seed'>): readonly Job[];
  /** What is written and printed as JSON, an object a line; those without a result are left out. Pure. */
  rows(study: Study, results: readonly Result<Job, Evidence>[]): readonly Row[];
  /** The rows in words: heads, then cells, for a terminal. */
  table(rows: readonly Row[]): string[][];
  /** What was found, a sentence each; nothing where the table says all. */
  sentences?(rows: readonly Row[]): readonly string[];
  /** A picture of some results at least; `command` repeats the study. */
  figure(study: Study, results: readonly Result<Job, Evidence>[], command: string): Figure;
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
  return study.variants.flatMap(({ name, settings, method = 'network', experiment = study.experiment }) =>
    Array.from({ length: count }, (_, k) => ({
      variant: name,
      experiment,
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
