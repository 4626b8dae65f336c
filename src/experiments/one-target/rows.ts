import { fitLaw } from '../../fits/censored.ts';
import { fitExponent } from '../../fits/exponent.ts';
import { type Law, powerBesideLog } from '../../fits/laws.ts';
import type { Observation } from '../../fits/observation.ts';
import { isRefusal, sampleOf } from '../../fits/sample.ts';
import { exp, log } from '../../numerics/elementary.ts';
import { medianOf } from '../../numerics/inference.ts';
import { canonicalJson } from '../../settings/canonical.ts';
import type { Result } from '../claim.ts';
import type { WayJob } from './job.ts';
import type { Bounds } from './search.ts';
import { type Way, ways } from './ways.ts';

/** Trials of a way. */
export type WayResults = readonly Result<WayJob, Bounds>[];

/** An exponent with its 95 % interval; null where the data do not say. */
export interface Power {
  readonly estimate: number;
  readonly interval: readonly [low: number, high: number];
}

/** A way in numbers. Plain JSON. */
export interface WayRow {
  readonly way: string;
  readonly paper: string;
  readonly runs: number;
  readonly seeds: number;
  /** Runs that never got there: bounds from below in the fits. */
  readonly unreached: number;
  /** Median samples at each d, null where more than half of the runs never got there. */
  readonly medians: readonly { readonly inputDim: number; readonly samples: number | null }[];
  /** α of c·d^α. */
  readonly power: Power | null;
  /** α of c·d^α·ln d. */
  readonly besideLog: Power | null;
  /** The law of its paper, and its c at these data. */
  readonly predicted: string;
  readonly factor: number | null;
  /** Its power of d, beside ln d where it has one. */
  readonly predictedPower: number;
  /** Medians over its shape at the smallest and the largest d: equal where it holds. */
  readonly overLaw: readonly [first: number | null, last: number | null];
}

/** A row a way that has results. Pure. */
export function wayRows(results: WayResults): WayRow[] {
  return ways.flatMap((way) => {
    const own = resultsOf(way, results);
    return own.length === 0 ? [] : [rowOf(way, own)];
  });
}

/** The results of a way, each once. */
export function resultsOf({ name }: Way, results: WayResults): WayResults {
  const own = results.filter(({ job }) => job.way === name);
  return [...new Map(own.map((result) => [canonicalJson(result.job), result])).values()];
}

const observationOf = ({ job, evidence }: WayResults[number]): Observation => ({
  x: job.inputDim,
  seed: `${job.seed}`,
  low: evidence.low,
  high: evidence.high ?? Infinity,
});

function rowOf(way: Way, own: WayResults): WayRow {
  const { name, paper, predicted } = way;
  const observations = own.map(observationOf);
  const dims = [...new Set(own.map(({ job }) => job.inputDim))].sort((a, b) => a - b);
  const law = fitLaw(predicted, sampleOf(observations));
  const medians = dims.map((inputDim) => ({ inputDim, samples: medianAt(inputDim, observations) }));
  const overLaw = ({ inputDim, samples }: (typeof medians)[number]) =>
    samples === null ? null : samples / predictedAt(way, 1, inputDim);
  return {
    way: name,
    paper,
    runs: own.length,
    seeds: new Set(own.map(({ job }) => job.seed)).size,
    unreached: own.filter(({ evidence }) => evidence.high === null).length,
    medians,
    power: powerOf(observations),
    besideLog: powerOf(observations, powerBesideLog),
    predicted: predicted.name,
    factor: isRefusal(law) ? null : exp(law.level),
    predictedPower: powerIn(predicted),
    overLaw: [overLaw(medians[0]!), overLaw(medians.at(-1)!)],
  };
}

/** At ln d = 1, where ln ln d = 0. */
const powerIn = (law: Law) => law.shape(1, 1, [0, 1]);

const ALPHA = 0.05;

/** The upper ends count. */
function medianAt(inputDim: number, observations: readonly Observation[]): number | null {
  const own = observations.filter(({ x }) => x === inputDim).map(({ high }) => high);
  const { estimate } = medianOf(own, ALPHA);
  return estimate !== null && Number.isFinite(estimate) ? estimate : null;
}

function powerOf(observations: readonly Observation[], law?: Law): Power | null {
  const fit = fitExponent(observations, { confidence: 1 - ALPHA, ...(law && { law }) });
  if (isRefusal(fit) || fit.estimate === null || !fit.interval.every(Number.isFinite)) return null;
  return { estimate: fit.estimate, interval: fit.interval };
}

/** Samples that the law of a way's paper has at d, its factor fitted. */
export const predictedAt = ({ predicted }: Way, factor: number, inputDim: number): number =>
  factor * exp(predicted.shape(log(inputDim), 1, [0, 1]));
