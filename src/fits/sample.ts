import { log } from '../numerics/elementary.ts';
import { Misuse } from '../settings/misuse.ts';
import type { Law, Span } from './laws.ts';
import type { Observation } from './observation.ts';

/** Why there is no number, in a sentence. */
export interface Refusal {
  readonly refused: string;
}

/** Whether a fit was refused. */
export const isRefusal = (fit: object): fit is Refusal => 'refused' in fit;

/** Observations as a fit takes them: n logarithms of x, and of the ends between which each y lies. */
export interface Sample {
  readonly logX: Float64Array;
  /** −∞ where y is only bounded above. */
  readonly low: Float64Array;
  /** ∞ where y is only bounded below. */
  readonly high: Float64Array;
  /** How often each run counts: 1, or any number ≥ 0 in a bootstrap. */
  readonly weight: Float64Array;
  readonly span: Span;
}

/** Ends as near as this, relatively, are one: no scatter so small is fitted. */
const isExact = (low: number, high: number) => high - low < 1e-6 * high;

/**
 * Takes logarithms.
 *
 * @throws Misuse naming the first observation that cannot be one
 */
export function sampleOf(observations: readonly Observation[]): Sample {
  for (const [i, { x, low, high }] of observations.entries()) {
    if (!(x > 0 && x < Infinity)) throw new Misuse(`observation ${i}: x must be a number above 0, got ${x}`);
    if (!(low >= 0 && low < Infinity))
      throw new Misuse(`observation ${i}: low must be a number of at least 0, got ${low}`);
    if (!(high >= low && high > 0))
      throw new Misuse(`observation ${i}: high must be at least low and above 0, got ${high}`);
  }
  const logX = Float64Array.from(observations, ({ x }) => log(x));
  return {
    logX,
    low: Float64Array.from(observations, ({ low, high }) => log(isExact(low, high) ? high : low)),
    high: Float64Array.from(observations, ({ high }) => log(high)),
    weight: new Float64Array(observations.length).fill(1),
    span: spanOf(logX),
  };
}

/** The same sample with equal runs counted together: seeds at one x often fall between the same two measurements. */
export function counted({ logX, low, high, weight, span }: Sample): Sample {
  const places = new Map<string, number>();
  const kept: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < logX.length; i++) {
    const name = `${logX[i]} ${low[i]} ${high[i]}`;
    const place = places.get(name);
    if (place === undefined) {
      places.set(name, kept.length);
      kept.push(i);
      counts.push(weight[i]!);
    } else counts[place]! += weight[i]!;
  }
  const take = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]!);
  return { logX: take(logX), low: take(low), high: take(high), weight: Float64Array.from(counts), span };
}

/** The smallest and the largest. */
export function spanOf(logX: Float64Array): Span {
  return [
    logX.reduce((least, value) => Math.min(least, value), Infinity),
    logX.reduce((most, value) => Math.max(most, value), -Infinity),
  ];
}

/** Parameters of a law's mean: its level, and an exponent where it has one. */
export const meanParameters = (law: Law) => (law.exponent === null ? 1 : 2);

/** Why a law cannot be fitted to a sample; null where it can. */
export function whyNot(law: Law, { logX, low, high, span }: Sample): string | null {
  const needed = meanParameters(law) + 1;
  if (logX.length < needed)
    return `${law.name} and its scatter are ${needed} parameters, and there ${logX.length === 1 ? 'is 1 run' : `are ${logX.length} runs`}`;
  if (law.exponent !== null && span[0] === span[1])
    return `${law.name} has a free exponent, and all runs are at one x`;
  if (law.needsLogs && span[0] <= 0) return `${law.name} needs every x above 1`;
  const bounded = low.filter((end, i) => end > -Infinity && high[i]! < Infinity).length;
  if (bounded === 0)
    return high.includes(Infinity)
      ? 'no run was seen to get there between two measurements: nothing but bounds to fit to'
      : 'no run was seen before it got there: nothing but bounds to fit to';
  if (bounded < 2) return 'only one run was seen to get there between two measurements: it has no scatter';
  return null;
}
