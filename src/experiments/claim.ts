import type { EngineKind } from '../engines/index.ts';
import type { Figure, TrialRecord } from './experiment.ts';
import type { Trial } from './trial.ts';

/** Settings of a trial as a user would type them: camelCase keys, defaults left out. */
export type Given = Readonly<Record<string, unknown>>;

/** How thoroughly a claim is to be checked, and on what. */
export interface Plan {
  /** Seconds instead of minutes: fewer seeds, smaller dimensions, the same question. */
  readonly quick: boolean;
  /** The first seed; a claim that needs N seeds uses seed … seed + N − 1. */
  readonly seed: number;
  /** Every input dimension is multiplied by this: 1, or 2 for a blind rerun. */
  readonly dimFactor: number;
}

/** Where a job runs its trials: the settings a control or a sabotage forces are applied here, out of its sight. */
export interface Lab {
  /** Starts a trial of xor/two-phases (or the experiment named), every stream seeded with `seed`. */
  start(given: Given, seed: number, experiment?: string): Trial;
  /** Runs one to its end. */
  record(given: Given, seed: number, experiment?: string): TrialRecord;
  /** The engine a job that trains by hand should use for a precision. */
  readonly engines: readonly EngineKind[];
  /** What a control forces, for a job that starts no trial. */
  readonly forced: Given;
}

/**
 * A measurement that claims share: jobs of the same work and the same content are done once.
 * Job and evidence are plain JSON (no NaN, no undefined): they travel to workers and are kept on disk.
 */
export interface Work<Job, Evidence> {
  /** Unique, kebab-case. */
  readonly name: string;
  /** Does a job: the same job in the same lab gives the same evidence. */
  run(job: Job, lab: Lab): Evidence;
}

/** A job and what came of it. */
export interface Result<Job, Evidence> {
  readonly job: Job;
  readonly evidence: Evidence;
}

/** One number a claim stands on: supported when its whole interval lies within the tolerance. */
export interface Finding {
  /** In words, with the unit: `slope of T1 in ln d`. */
  readonly quantity: string;
  /** null where it could not be measured, which supports nothing. */
  readonly estimate: number | null;
  /** Confidence interval; the number itself twice where there is no chance in it. */
  readonly interval: readonly [low: number, high: number];
  /** What theory says: a number, or a relation such as `below 1`. */
  readonly expected: number | string;
  /** Where the number may lie; ±Infinity for a one-sided statement. Fixed before the run. */
  readonly tolerance: readonly [low: number, high: number];
}

/** Settings under which a learning claim must not hold. */
export interface Control {
  readonly name: string;
  readonly settings: Given;
}

/** A statement of a paper that a computation can decide. */
// biome-ignore lint/suspicious/noExplicitAny: a list mixes claims with different jobs; each was checked where it was defined
export interface Claim<Job = any, Evidence = any> {
  /** `A4`. */
  readonly id: string;
  /** File and URL word: `xor/finding-takes-log-d`. */
  readonly name: string;
  readonly title: string;
  /** Paper, and where in it when it was read; `derived` for what was computed here. */
  readonly source: string;
  /** The statement, in our words. */
  readonly statement: string;
  /** The closed form or relation that is tested, in our words. */
  readonly prediction: string;
  readonly work: Work<Job, Evidence>;
  /**
   * What has to be computed, the longest jobs first. Every job names its seed.
   *
   * @throws Misuse when it cannot be done at this plan, with what to change
   */
  jobs(plan: Plan): readonly Job[];
  /**
   * The numbers it stands on, the most important first. Pure.
   *
   * @param alpha the claim's whole error; with k findings each interval is at confidence 1 − alpha/k
   */
  judge(results: readonly Result<Job, Evidence>[], alpha: number): readonly Finding[];
  /** The quick jobs run again under each of these; should the claim then hold too, it is not supported. */
  readonly controls: readonly Control[];
  /** A picture of the results. */
  figure?(results: readonly Result<Job, Evidence>[], command: string): Figure;
}

/** The controls of a claim that something is learned. */
export const learningControls: readonly Control[] = [
  { name: 'random labels', settings: { corruption: 'label-noise', flipProbability: 0.5 } },
  { name: 'frozen first layer', settings: { firstLayerRate: 0 } },
];
