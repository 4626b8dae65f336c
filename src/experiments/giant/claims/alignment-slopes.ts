import { log } from '../../../numerics/elementary.ts';
import { type Estimate, slopeOf } from '../../../numerics/inference.ts';
import { mean } from '../../../numerics/statistics.ts';
import { predictedSlope, samplesAt, undersampledExponent } from '../../../theory/giant-step-laws.ts';
import type { Finding, Plan, Result } from '../../claim.ts';
import { ofAll, seedsOf } from '../../evidence.ts';
import type { StepEvidence, StepJob } from './first-step.ts';

/** Results of first steps. */
export type StepResults = readonly Result<StepJob, StepEvidence>[];

/** Steps of n = round(d^power) at some d, each with so many seeds: small batches vary more and cost less. */
export interface Batches {
  readonly power: number;
  readonly inputDims: readonly number[];
  readonly seeds: number;
}

/** Steps at every d and n = d^power, the longest first. */
export function stepJobs(
  plan: Plan,
  settings: Omit<StepJob['settings'], 'inputDim' | 'batchSize'>,
  batches: readonly Batches[],
): StepJob[] {
  const longest = (a: Batches, b: Batches) => b.power - a.power;
  return [...batches].sort(longest).flatMap(({ power, inputDims, seeds }) => {
    const dims = inputDims.map((d) => d * plan.dimFactor).sort((a, b) => b - a);
    return dims.flatMap((inputDim) =>
      seedsOf(plan, seeds).map((seed) => ({
        settings: { inputDim, batchSize: samplesAt(inputDim, power), ...settings },
        seed,
      })),
    );
  });
}

/** Those of n = d^power. */
export const atPower = (results: StepResults, power: number): StepResults =>
  results.filter(({ job: { settings } }) => settings.batchSize === samplesAt(settings.inputDim, power));

/** Dimensions, ascending. */
export const dimsOf = (results: StepResults): number[] =>
  [...new Set(results.map(({ job }) => job.settings.inputDim))].sort((a, b) => a - b);

/**
 * Slope of ln rms alignment in ln d. A seed is the unit, for its neurons share a batch. The logarithm of the mean
 * square over seeds, M, is not the mean of logarithms: each seed enters with ½ (ln M + S/M − 1), the logarithm to first
 * order around M, whose mean is ½ ln M.
 */
export function alignmentSlope(results: StepResults, alpha: number): Estimate {
  const squares = results.map(({ evidence: { alignment } }) => alignment && alignment * alignment);
  return ofAll(squares, (values) => {
    const dims = results.map(({ job }) => job.settings.inputDim);
    const means = new Map(dimsOf(results).map((d) => [d, mean(values.filter((_, i) => dims[i] === d))]));
    const logs = values.map((value, i) => {
      const center = means.get(dims[i]!)!;
      return 0.5 * (log(center) + value / center - 1);
    });
    return slopeOf(dims.map(log), logs, alpha);
  });
}

/** A law of rms alignment, and what is asked of its slopes. */
export interface SlopeLaw {
  /** The samples it takes are of the order of d^leap. */
  readonly leap: number;
  readonly tolerance: number;
  at(inputDim: number, batchSize: number): number;
}

/** The measured slope at n = d^power beside that of the law at the same d. */
export function slopeFinding(
  results: StepResults,
  { leap, tolerance, at }: SlopeLaw,
  power: number,
  alpha: number,
): Finding {
  const own = atPower(results, power);
  const expected = predictedSlope(at, dimsOf(own), power);
  return {
    quantity: `slope of ln alignment in ln d at n = d^${power} (${undersampledExponent(leap - power)} as d → ∞)`,
    ...alignmentSlope(own, alpha),
    expected,
    tolerance: [expected - tolerance, expected + tolerance],
  };
}
