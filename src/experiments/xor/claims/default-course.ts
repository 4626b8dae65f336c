import { phase1Time } from '../../../theory/xor.ts';
import type { Given, Plan } from '../../claim.ts';
import { seedsOf } from '../../evidence.ts';
import type { CourseJob } from './course.ts';

const MEASURE_INTERVAL = 0.5;

/**
 * A measured time at an offset from the predicted end of phase 1, so that it means the same in every dimension:
 * 6 in 100 dimensions.
 */
export function timeFromPhase1({ inputDim }: Given, offset: number): number {
  return MEASURE_INTERVAL * Math.round((phase1Time(inputDim as number, 2) + offset) / MEASURE_INTERVAL);
}

/** The default run to T = 20 with batches of 5000 in 100 dimensions; when quick of 640 in 64. */
export function defaultJobs(plan: Plan): CourseJob[] {
  const { quick, dimFactor } = plan;
  const inputDim = (quick ? 64 : 100) * dimFactor;
  const batchSize = (quick ? 10 : 50) * inputDim;
  const steps = Math.round(10 * timeFromPhase1({ inputDim }, 14.25));
  const given = { inputDim, batchSize, stepSize: 0.1, steps, testSize: quick ? 1000 : 4000 };
  return seedsOf(plan, quick ? 12 : 16).map((seed) => ({
    given: { ...given, measureInterval: MEASURE_INTERVAL },
    seed,
    keep: ['testError', 'testLoss', 'signalRatio', 'heavyFraction', 'clusterMargins'],
  }));
}
