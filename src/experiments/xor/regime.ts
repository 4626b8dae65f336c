import { allClustersTaken } from '../../theory/coupon.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import { expectations } from './diagnosis/expectations.ts';

/** From test error falling to margins of 1 takes most of the time; a rule of error is met soon after finding. */
const AFTER_FINDING = 2;

/** When theory expects a run to end: soon after finding where a rule of error stops it, else with its margins at 1. */
export function expectedEnd(settings: TrainingSettings): number | null {
  const expected = expectations(settings);
  const { stopWhen } = settings as { readonly stopWhen?: string };
  if (!expected) return null;
  return stopWhen?.includes('testError') ? expected.found + AFTER_FINDING : expected.tunedWithNoise;
}

/** Batch noise, luck of the width, and scale of the start, each with what it means. */
export function regimeOf(settings: TrainingSettings): string {
  const { inputDim, width, batchSize } = settings;
  const { stepSize, initScale } = settings as unknown as { stepSize: number; initScale: number };
  const expected = expectations(settings);
  const quiet = expected?.quiet ?? batchSize / (stepSize * inputDim);
  return [
    `n/(ηd) = ${quiet.toPrecision(3)} (${noiseInWords(quiet, expected?.drowningQuiet ?? 0)})`,
    `p = ${width} (all clusters in ${(100 * allClustersTaken(width)).toPrecision(3)} % of starts)`,
    `θ = ${initScale} (${initScale >= 1 ? 'large: features may stay lazy' : 'small'})`,
  ].join(', ');
}

function noiseInWords(quiet: number, drowning: number): string {
  if (quiet < drowning) return 'noise drowns the signal';
  if (quiet < 5) return 'noisy';
  return quiet < 100 ? 'practical' : 'practically noise-free';
}
