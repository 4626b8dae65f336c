import { refuse } from '../../settings/resolve.ts';

/** When a trial gives up, in one of three units; a number or an expression in the settings. */
export interface BudgetRule {
  readonly unit: 'time' | 'steps' | 'samples';
  readonly amount: number | string;
}

const units = ['time', 'steps', 'samples'] as const;

/**
 * Reads the budget of a sweep file: `{samples: "400*inputDim"}`, `{steps: 1000}` or `{time: 40}`.
 *
 * @throws Misuse for anything else
 */
export function budgetRule(given: unknown, label: (...path: string[]) => string): BudgetRule | undefined {
  if (given === undefined) return undefined;
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  const [unit, amount] = entries[0] ?? [];
  const isUnit = entries.length === 1 && units.some((known) => known === unit);
  if (!isUnit)
    refuse(label(), `one of {time: …}, {steps: …}, {samples: …}, a number or an expression`, given);
  const isAmount = typeof amount === 'string' || (typeof amount === 'number' && amount > 0);
  if (!isAmount) refuse(label(unit!), 'a number above 0 or an expression such as "400*inputDim"', amount);
  return { unit: unit as BudgetRule['unit'], amount };
}

/** A budget as the setting `maxTime`, stepSize × steps. */
export function maxTimeOf(
  { unit }: BudgetRule,
  amount: number,
  { stepSize, batchSize }: { readonly stepSize: number; readonly batchSize: number },
): number {
  if (unit === 'time') return amount;
  const steps = unit === 'steps' ? amount : Math.ceil(amount / batchSize);
  return Number((steps * stepSize).toPrecision(12));
}
