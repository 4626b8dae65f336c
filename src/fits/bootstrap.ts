import type { Key } from '../numerics/philox.ts';
import { drawBlock, seedsFrom, streamKey } from '../numerics/streams.ts';
import { highestPoint, type LawFit, lawFitAt, type Point } from './censored.ts';
import { freePower, type Law } from './laws.ts';
import { emptyTerm, termOf } from './likelihood.ts';
import type { Observation } from './observation.ts';
import { isRefusal, type Refusal, type Sample, sampleOf, whyNot } from './sample.ts';

/** An exponent with an interval that trusts neither the law nor the independence of runs. */
export interface BootstrapFit {
  readonly estimate: number;
  /** ±Infinity where too many resamples do not determine the exponent. */
  readonly interval: readonly [low: number, high: number];
  readonly confidence: number;
  /** From the scatter between x, between seeds, and between runs. */
  readonly standardError: number;
  readonly rounds: number;
  /** Resamples that do not determine the exponent: they count as arbitrarily far off, on both sides. */
  readonly failed: number;
  /** What to mind, in a sentence; null where there is nothing. */
  readonly warning: string | null;
  readonly fit: LawFit;
}

/** What may be asked of a bootstrap. */
export interface BootstrapOptions {
  /** Of the resampling; 0 unless given. */
  readonly seed?: number;
  /** Resamples: 999 unless given. */
  readonly rounds?: number;
  readonly law?: Law;
  readonly confidence?: number;
}

/** Fewer values of x than this cannot show how far off a law is between them. */
const ENOUGH_X = 5;

/**
 * Bootstrap over (x, seed). A run's luck has three parts: how far the law is off at its x, what its seed does at all x
 * (runs of equal seed share streams), and the rest. Each resample draws values of x and, apart from them, seeds, both
 * with replacement, and takes the runs of both (Owen's pigeonhole bootstrap, Ann. Appl. Stat. 1, 2007). That alone counts
 * the rest three times; therefore what is resampled is (exponent − estimate)/its standard error, the latter from the
 * same three parts (clusters by x plus by seed minus by run; Cameron, Gelbach, Miller 2011), and few x widen its tails.
 *
 * @returns or a refusal where the data do not determine the exponent
 * @throws Misuse when an observation cannot be one
 */
export function bootstrapExponent(
  observations: readonly Observation[],
  { seed = 0, rounds = 999, law = freePower, confidence = 0.95 }: BootstrapOptions = {},
): BootstrapFit | Refusal {
  const sample = sampleOf(observations);
  const reason = law.exponent === null ? `${law.name} has no free exponent` : whyNot(law, sample);
  if (reason !== null) return { refused: reason };
  const whole = highestPoint(law, sample);
  if (isRefusal(whole)) return whole;
  const fit = lawFitAt(law, sample, whole);
  if (!Number.isFinite(fit.exponent)) return { refused: 'the data bound the exponent from one side only' };
  const clusters = clustersOf(observations);
  const standardError = robustError(law, sample, whole, clusters);
  const key = streamKey(seedsFrom(seed), 'noise');
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const ratio = resampledRatio(law, sample, whole.exponent, drawn(clusters, key, round));
    if (ratio !== null) ratios.push(ratio);
  }
  const failed = rounds - ratios.length;
  const [least, most] = quantiles(ratios, failed, (1 - confidence) / 2);
  const interval = [whole.exponent - most * standardError, whole.exponent - least * standardError] as const;
  const warning = warningOf(clusters.x.length);
  return { estimate: whole.exponent, interval, confidence, standardError, rounds, failed, warning, fit };
}

const warningOf = (count: number) =>
  count < ENOUGH_X
    ? `There are only ${count} values of x to draw from: how far the law is off between them is hardly known, and this interval is rough.`
    : null;

/** How often each value of x and each seed counts, and which of them each run has. */
interface Clusters {
  readonly x: Float64Array;
  readonly seed: Float64Array;
  readonly xOf: Int32Array;
  readonly seedOf: Int32Array;
}

function clustersOf(observations: readonly Observation[]): Clusters {
  const xs = new Map<number, number>();
  const seeds = new Map<string, number>();
  const number = <Name>(known: Map<Name, number>, name: Name) => {
    if (!known.has(name)) known.set(name, known.size);
    return known.get(name)!;
  };
  const xOf = Int32Array.from(observations, ({ x }) => number(xs, x));
  const seedOf = Int32Array.from(observations, ({ seed }) => number(seeds, seed));
  return { x: new Float64Array(xs.size).fill(1), seed: new Float64Array(seeds.size).fill(1), xOf, seedOf };
}

/** The clusters of a resample: as many draws as there are clusters. */
function drawn(clusters: Clusters, key: Key, round: number): Clusters {
  const x = drawCounts(clusters.x.length, key, round, 0);
  return { ...clusters, x, seed: drawCounts(clusters.seed.length, key, round, 1) };
}

const words = new Uint32Array(4);

function drawCounts(size: number, key: Key, round: number, lane: number): Float64Array {
  const counts = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    if (k % 4 === 0) drawBlock(key, round, k / 4, lane, words);
    counts[Math.floor((words[k % 4]! / 0x1_0000_0000) * size)]! += 1;
  }
  return counts;
}

/** (exponent − estimate)/standard error of a resample; null where it does not determine the exponent. */
function resampledRatio(law: Law, sample: Sample, estimate: number, clusters: Clusters): number | null {
  const weightOf = (i: number) => clusters.x[clusters.xOf[i]!]! * clusters.seed[clusters.seedOf[i]!]!;
  const kept = [...clusters.xOf.keys()].filter((i) => weightOf(i) > 0);
  const take = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]!);
  const resample: Sample = {
    logX: take(sample.logX),
    low: take(sample.low),
    high: take(sample.high),
    weight: Float64Array.from(kept, weightOf),
    span: sample.span,
  };
  if (new Set(resample.logX).size < 2 || whyNot(law, resample) !== null) return null;
  const point = highestPoint(law, resample, estimate);
  if (isRefusal(point) || !Number.isFinite(lawFitAt(law, resample, point).exponent)) return null;
  const own: Clusters = {
    ...clusters,
    xOf: Int32Array.from(kept, (i) => clusters.xOf[i]!),
    seedOf: Int32Array.from(kept, (i) => clusters.seedOf[i]!),
  };
  const ratio = (point.exponent - estimate) / robustError(law, resample, point, own);
  return Number.isFinite(ratio) ? ratio : null;
}

const term = emptyTerm();

/** What each run moves the exponent by: its share in the slope of the profile, over the profile's curvature. */
function influences(law: Law, { logX, low, high, span }: Sample, point: Point): Float64Array {
  const { exponent, eta, tau, drift, bend } = point;
  return logX.map((x, i) => {
    const shape = law.shape(x, exponent, span);
    termOf(low[i]! - shape, high[i]! - shape, eta[0]!, tau, term);
    const slope = tau * law.slope(x, exponent, span)[0];
    return ((slope + drift[0]) * term.eta + drift[1] * term.tau) / -bend;
  });
}

/** √(variance by x + by seed − by run), at least that by run. */
function robustError(law: Law, sample: Sample, point: Point, { x, seed, xOf, seedOf }: Clusters): number {
  const sumsX = new Float64Array(x.length);
  const sumsSeed = new Float64Array(seed.length);
  let byRun = 0;
  for (const [i, influence] of influences(law, sample, point).entries()) {
    sumsX[xOf[i]!]! += seed[seedOf[i]!]! * influence;
    sumsSeed[seedOf[i]!]! += x[xOf[i]!]! * influence;
    byRun += x[xOf[i]!]! * seed[seedOf[i]!]! * influence * influence;
  }
  const squares = (sums: Float64Array, counts: Float64Array) =>
    sums.reduce((total, sum, k) => total + counts[k]! * sum * sum, 0);
  return Math.sqrt(Math.max(byRun, squares(sumsX, x) + squares(sumsSeed, seed) - byRun));
}

/** Lower and upper quantile at a tail probability, failures taken for infinite at both ends. */
function quantiles(ratios: number[], failed: number, tail: number): readonly [number, number] {
  ratios.sort((a, b) => a - b);
  const rank = Math.floor(tail * (ratios.length + failed + 1)) - 1 - failed;
  return rank < 0 ? [-Infinity, Infinity] : [ratios[rank]!, ratios[ratios.length - 1 - rank]!];
}
