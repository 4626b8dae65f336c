import { phase1Time } from '../../../theory/xor.ts';
import type { Given, Plan } from '../../claim.ts';
import { seedsOf } from '../../evidence.ts';
import { type Course, type CourseJob, valuesAt } from './course.ts';

const MEASURE_INTERVAL = 0.25;

/** Time from the predicted end of phase 1 on until nearly all neurons are heavy; T = 9 in 64 dimensions. */
const HEAVY_AFTER = 3.8;

/** The first measured time at which margins are held against their equation: 9 in 64 dimensions. */
export function firstMarginTime({ inputDim }: Given): number {
  const time = phase1Time(inputDim as number, 2) + HEAVY_AFTER;
  return MEASURE_INTERVAL * Math.round(time / MEASURE_INTERVAL);
}

/** Runs that follow the four cluster margins for 16 units of time from there on; A10 and A11 share them. */
export function marginJobs(plan: Plan): CourseJob[] {
  const { quick, dimFactor } = plan;
  const inputDim = 64 * dimFactor;
  const batchSize = (quick ? 960 : 4000) * dimFactor;
  const given = { inputDim, width: 64, batchSize, stepSize: 0.05, initScale: 0.05 };
  const steps = Math.round((firstMarginTime(given) + 16) / given.stepSize);
  const measured = { steps, testSize: 1, measureInterval: MEASURE_INTERVAL };
  return seedsOf(plan, quick ? 8 : 20).map((seed) => ({
    given: { ...given, ...measured },
    seed,
    keep: ['clusterMargins'],
  }));
}

/** The smallest and the largest cluster margin at a measured time; null unless all four are positive. */
export function extremeMargins(of: Course, time: number): { smallest: number; largest: number } | null {
  const margins = valuesAt(of, 'clusterMargins', time);
  if (!margins?.every((margin) => margin > 0)) return null;
  return { smallest: Math.min(...margins), largest: Math.max(...margins) };
}
