import { type Case, CORE } from './case.ts';
import { type Outcome, quantile } from './measure.ts';

/** A line of the report: what `--json` prints. */
export interface Result {
  readonly case: string;
  readonly engine: string;
  /** The median over rounds; null when it failed or could not be run. */
  readonly value: number | null;
  readonly unit: string;
  readonly [field: string]: unknown;
}

const digits = (value: number, count = 4) => Number(value.toPrecision(count));

/** The outcomes as results, in order; ratios are ratios of medians over the same rounds. */
export function resultsOf(outcomes: readonly Outcome[]): Result[] {
  return outcomes.map((outcome) => {
    const { name, engine, unit, shape } = outcome.case;
    const head = { case: name, engine };
    const { values, failed, skipped } = outcome;
    if (failed !== undefined) return { ...head, value: null, unit, ...shape, failed };
    if (skipped !== undefined) return { ...head, value: null, unit, ...shape, skipped };
    const quartiles = [0.25, 0.75].map((share) => digits(quantile(values, share)));
    const value = digits(quantile(values, 0.5));
    return {
      ...head,
      value,
      unit,
      ...shape,
      quartiles,
      rounds: values.length,
      ...ratiosOf(outcome, outcomes),
    };
  });
}

function ratiosOf(outcome: Outcome, outcomes: readonly Outcome[]): Record<string, number> {
  const ratios: Record<string, number> = {};
  for (const [field, name] of Object.entries(outcome.case.ratios ?? {})) {
    const other = outcomes.find(({ case: candidate }) => isReference(candidate, name, outcome.case));
    const rounds = Math.min(outcome.values.length, other?.values.length ?? 0);
    if (rounds === 0) continue;
    const median = ({ values }: Outcome) => quantile(values.slice(0, rounds), 0.5);
    ratios[field] = digits(median(outcome) / median(other!), 3);
  }
  return ratios;
}

/** Whether a candidate is the case that another one is held against by name. */
export function isReference(candidate: Case, name: string, held: Case): boolean {
  return candidate.name === name && (candidate.engine === held.engine || candidate.engine === CORE);
}

const columns = ['case', 'engine', 'value', 'unit', 'quartiles', 'ratios'] as const;

/** `61 % of peak, 94 % of products`. */
function ratiosIn(result: Result): string {
  const ratios = Object.entries(result).filter(([field]) => /^of[A-Z]/.test(field)) as [string, number][];
  return ratios
    .map(([field, ratio]) => `${digits(100 * ratio, 2)} % of ${field.slice(2).toLowerCase()}`)
    .join(', ');
}

function rowOf(result: Result): string[] {
  const { case: name, engine, value, unit } = result;
  const note = result.failed ?? result.skipped;
  if (value === null) return [name, engine, '–', result.failed ? `FAILED: ${note}` : `skipped: ${note}`];
  const [low, high] = result.quartiles as [number, number];
  return [name, engine, String(value), unit, `${low} – ${high}`, ratiosIn(result)];
}

/** An aligned table. */
export function tableOf(results: readonly Result[]): string {
  const rows = [[...columns], ...results.map(rowOf)];
  // A sentence in the unit column (a failure) does not widen it.
  const widths = columns.map((_, c) => Math.max(...rows.map((row) => (row.length > 4 ? row[c]!.length : 0))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, c) => cell.padEnd(widths[c]!))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}

/** One JSON object a line. */
export function jsonLinesOf(results: readonly Result[]): string {
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}
