import type { Given, Work } from '../../claim.ts';
import { asJson, type Measured } from '../../evidence.ts';

/** A run of xor/two-phases and the columns to keep of it. */
export interface CourseJob {
  readonly given: Given;
  readonly seed: number;
  /** Names of metrics. */
  readonly keep: readonly string[];
}

/** What was measured along it, six significant digits; fewer rows where it diverged. */
export interface Course {
  readonly time: readonly number[];
  /** A list a row for a metric of several numbers. */
  readonly columns: Readonly<Record<string, readonly (Measured | readonly Measured[])[]>>;
}

/** One run, from its start to its end: several claims read the same one. */
export const course: Work<CourseJob, Course> = {
  name: 'xor-course',
  run({ given, seed, keep }, lab) {
    const { series } = lab.record(given, seed);
    const columns = Object.fromEntries(keep.map((name) => [name, series[name]]));
    return asJson({ time: series.time, columns }) as Course;
  },
};

const rowAt = ({ time }: Course, when: number) =>
  time.findIndex((t) => Math.abs(t - when) < 1e-6 * (1 + when));

/** A column at a measured time. */
export function valueAt(of: Course, column: string, when: number): Measured {
  return (of.columns[column]?.[rowAt(of, when)] as Measured | undefined) ?? null;
}

/** Several numbers at a measured time; null where one is missing. */
export function valuesAt(of: Course, column: string, when: number): readonly number[] | null {
  const values = of.columns[column]?.[rowAt(of, when)] as readonly Measured[] | undefined;
  return values?.every((value) => value !== null) ? (values as readonly number[]) : null;
}

/** The first measured time at which a column is below a threshold; null when it never was. */
export function timeBelow(of: Course, column: string, threshold: number): Measured {
  const row = of.columns[column]?.findIndex((value) => value !== null && (value as number) < threshold) ?? -1;
  return of.time[row] ?? null;
}
