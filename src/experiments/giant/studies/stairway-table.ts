import { medianOf } from '../../../numerics/inference.ts';
import type { Result } from '../../claim.ts';
import type { Study } from '../../study.ts';
import type { StairwayEvidence, StairwayJob } from './stairway-evidence.ts';

/** One batch size of one target: median test MSE over seeds at the start and after each step. */
export interface StairwayRow {
  readonly variant: string;
  /** log n / log d. */
  readonly exponent: number;
  readonly samples: number;
  readonly trials: number;
  /** Median; null where most were not finite. The first is that of random features. */
  readonly mse: readonly (number | null)[];
}

/** By target, then by batch size. Pure. */
export function stairwayRows(
  { variants }: Study,
  results: readonly Result<StairwayJob, StairwayEvidence>[],
): StairwayRow[] {
  return variants.flatMap(({ name }) => {
    const own = results.filter(({ job }) => job.variant === name);
    const exponents = [...new Set(own.map(({ job }) => job.exponent))].sort((a, b) => a - b);
    return exponents.map((exponent) => rowOf(own.filter(({ job }) => job.exponent === exponent)));
  });
}

function rowOf(results: readonly Result<StairwayJob, StairwayEvidence>[]): StairwayRow {
  const [{ job, evidence }] = results as [Result<StairwayJob, StairwayEvidence>];
  const mse = evidence.mse.map((_, step) => {
    const values = results.map((one) => one.evidence.mse[step] ?? Infinity);
    const { estimate } = medianOf(values, 0.05);
    return estimate !== null && Number.isFinite(estimate) ? estimate : null;
  });
  const samples = job.settings.batchSize as number;
  return { variant: job.variant, exponent: job.exponent, samples, trials: results.length, mse };
}

/** The table in words. */
export function stairwayTable(rows: readonly StairwayRow[]): string[][] {
  const steps = (rows[0]?.mse ?? []).slice(1).map((_, k) => (k === 0 ? '1 step' : `${k + 1}`));
  return [
    ['target', 'log n/log d', 'n', 'random features', ...steps],
    ...rows.map(({ variant, exponent, samples, mse }) => [
      variant,
      String(exponent),
      samples.toLocaleString('en-US'),
      ...mse.map((value) => (value === null ? 'not finite' : value.toPrecision(3))),
    ]),
  ];
}
