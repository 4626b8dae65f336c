import type { Line } from '../line.ts';
import type { PlanOutline } from '../plan/plan.ts';
import { csvLines } from './csv.ts';
import { columnsOf } from './trial-columns.ts';

/** Trials as CSV, a row each, with the columns that `twolayer export` gives them. */
export function trialsCsv(
  plan: Pick<PlanOutline, 'axes' | 'derived' | 'cells'>,
  lines: readonly Line[],
): string {
  const collected = columnsOf(plan);
  for (const line of lines) collected.add(line);
  const columns = collected.columns();
  const rows = lines.map((line) => columns.map(({ entry }) => entry(line)));
  return [...csvLines({ columns: columns.map(({ name }) => name), rows })].join('');
}
