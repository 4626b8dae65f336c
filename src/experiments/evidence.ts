import { type Estimate, meanOf } from '../numerics/inference.ts';
import type { Plan } from './claim.ts';

/** The plan's first `count` seeds. */
export function seedsOf({ seed }: Pick<Plan, 'seed'>, count: number): number[] {
  return Array.from({ length: count }, (_, k) => seed + k);
}

/** A measurement as JSON keeps it: null where it is not finite or absent. */
export type Measured = number | null;

/** The same value in plain JSON: what is not finite becomes null. */
export function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

const unmeasured: Estimate = { estimate: null, interval: [-Infinity, Infinity] };

/** Estimates from the values of all seeds. One that is missing leaves nothing measured: unreached counts against. */
export function ofAll(
  values: readonly Measured[],
  estimate: (values: readonly number[]) => Estimate,
): Estimate {
  const present = values.filter((value) => value !== null);
  return present.length < values.length ? unmeasured : estimate(present);
}

/** The largest of values whose bound holds for every run: no chance in it. */
export function largestOf(values: readonly Measured[]): Estimate {
  return ofAll(values, (present) => {
    const estimate = present.reduce((largest, value) => Math.max(largest, value), -Infinity);
    return { estimate, interval: [estimate, estimate] };
  });
}

/** Mean over all seeds, by Student's t; a value that is missing or not finite leaves nothing measured. */
export const meanOfAll = (values: readonly (number | null | undefined)[], alpha: number): Estimate =>
  ofAll(
    values.map((value) => (value !== undefined && Number.isFinite(value) ? value : null)),
    (present) => meanOf(present, alpha),
  );
