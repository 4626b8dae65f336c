import type { Findings } from '../experiment.ts';
import { nameOfSet } from './target-formula.ts';

/** Why a run of xor/other-targets did or did not learn its target. Plain JSON. */
export interface CoefficientDiagnosis {
  readonly name: 'healthy' | 'missing-coefficient' | 'unknown';
  readonly sentence: string;
  /** Products of relevant signs that the target has and the output lacks, such as `x₁x₂`. */
  readonly missing: readonly string[];
}

/** A coefficient whose share of the target's is below this times the largest share is missing. */
const LACKING = 0.2;

/** Names the Fourier coefficients of the target that the network has not learned. */
export function diagnoseOtherTargets({ summary, settings }: Findings): CoefficientDiagnosis {
  if ((summary.testError as number) < 0.01) {
    return { name: 'healthy', sentence: 'The target is learned.', missing: [] };
  }
  const target = (summary.targetCoefficients ?? []) as readonly number[];
  const output = (summary.fourierCoefficients ?? []) as readonly (number | null)[];
  const shares = target.map((value, set) => (value === 0 ? null : (output[set] ?? 0) / value));
  const largest = Math.max(0, ...shares.map((share) => share ?? 0));
  const missing = shares.flatMap((share, set) =>
    share !== null && share <= LACKING * largest
      ? [nameOfSet(set, settings as unknown as Readonly<Record<string, unknown>>)]
      : [],
  );
  if (missing.length === 0) return { name: 'unknown', sentence: 'No one coefficient is missing.', missing };
  const sentence = `Of the target's Fourier coefficients the output lacks ${missing.join(', ')}.`;
  return { name: 'missing-coefficient', sentence, missing };
}
