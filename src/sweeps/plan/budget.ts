import type { TrialSettings } from '../../experiments/trial-clock.ts';
import { refuse } from '../../settings/resolve.ts';
import { type Span, spansOf, timeAt } from '../../training/changes.ts';

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
    refuse(
      label(),
      'one of {time: x}, {steps: x}, {samples: x}, where x is a number or an expression',
      given,
    );
  const isAmount = typeof amount === 'string' || (typeof amount === 'number' && amount > 0);
  if (!isAmount) refuse(label(unit!), 'a number above 0 or an expression such as "400*inputDim"', amount);
  return { unit: unit as BudgetRule['unit'], amount };
}

/** A budget as the setting `maxTime`, the sum of the step sizes; changes on the way are kept in mind. */
export function maxTimeOf({ unit }: BudgetRule, amount: number, settings: TrialSettings): number {
  if (unit === 'time') return amount;
  const spans: readonly Span<TrialSettings>[] = spansOf(settings);
  const steps = unit === 'steps' ? amount : stepsFor(amount, spans);
  return Number(timeAt(spans, steps).toPrecision(12));
}

/** The least number of steps that use so many samples. */
function stepsFor(samples: number, spans: readonly Span<TrialSettings>[]): number {
  let left = samples;
  for (const { from, to, settings } of spans) {
    const steps = Math.ceil(left / settings.batchSize);
    if (from + steps <= to) return from + steps;
    left -= (to - from) * settings.batchSize;
  }
  return Number.NaN; // the last span never ends
}
