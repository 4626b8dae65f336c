import { medianOf, proportionOf } from '../numerics/inference.ts';
import { canonicalJson } from '../settings/canonical.ts';
import type { Result } from './claim.ts';
import type { Study, StudyEvidence, StudyJob } from './study.ts';

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
  const late = values.map((value) => value ?? Infinity);
  const { estimate } = medianOf(late, ALPHA);
  return estimate !== null && Number.isFinite(estimate) ? estimate : null;
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
