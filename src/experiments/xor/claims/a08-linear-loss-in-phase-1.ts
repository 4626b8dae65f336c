import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { type Claim, learningControls, type Result } from '../../claim.ts';
import { type Measured, ofAll, seedsOf } from '../../evidence.ts';
import { type Course, type CourseJob, course, valueAt } from './course.ts';

const END = 8;

/** Largest relative difference of rms signal over the measured times up to T = 8. */
function difference(logistic: Course, linear: Course): Measured {
  let largest = 0;
  for (const time of logistic.time) {
    const [one, other] = [valueAt(logistic, 'signal', time), valueAt(linear, 'signal', time)];
    if (one === null || other === null) return null;
    largest = Math.max(largest, Math.abs(other / one - 1));
  }
  return largest;
}

const logOf = (value: Measured) => (value === null ? null : log(value));

/** A8: while the signal is found, the loss may be replaced by its linear part. */
export const linearLossInPhase1: Claim<CourseJob, Course> = {
  id: 'A8',
  name: 'xor/linear-loss-in-phase-1',
  title: 'In phase 1 the loss is as good as linear',
  source: 'arXiv 2309.15111; tolerance derived',
  statement:
    'On the same batches, training with the first-order part of the loss, 2 ln 2 − y f, keeps to training with the loss itself until the signal is found.',
  prediction:
    'the two differ by at most 2 % in rms ‖w_sig‖ up to T = 8 (margins stay of the order of 0.01, which is what |ℓ′| = 2/(1 + e^γ) is off by), and phase 1 is over by then',
  work: course,
  jobs(plan) {
    const { quick, dimFactor } = plan;
    const inputDim = (quick ? 64 : 100) * dimFactor;
    const run = { inputDim, batchSize: 10 * inputDim, stepSize: 0.1, steps: END / 0.1 };
    const given = { ...run, testSize: 1, measureInterval: 1 };
    const losses = ['logistic', 'linear'];
    return seedsOf(plan, quick ? 10 : 24).flatMap((seed) =>
      losses.map((loss) => ({ given: { ...given, loss }, seed, keep: ['signal', 'signalRatio'] })),
    );
  },
  judge(results, alpha) {
    const pairs = inPairs(results);
    return [
      {
        quantity: 'largest relative difference of rms signal up to T = 8, mean over seeds',
        ...ofAll(
          pairs.map(([logistic, linear]) => difference(logistic, linear)),
          (values) => meanOf(values, alpha / 2),
        ),
        expected: 'at most 0.02',
        tolerance: [-0.02, 0.02],
      },
      {
        quantity: 'ln of signal over perpendicular part (0 ends phase 1) at T = 8, mean over seeds',
        ...ofAll(
          pairs.map(([logistic]) => logOf(valueAt(logistic, 'signalRatio', END))),
          (values) => meanOf(values, alpha / 2),
        ),
        expected: 'above 0',
        tolerance: [0, Infinity],
      },
    ];
  },
  controls: [...learningControls, { name: 'a start that is not small', settings: { initScale: 1 } }],
};

/** [logistic, linear] of every seed. */
function inPairs(results: readonly Result<CourseJob, Course>[]): (readonly [Course, Course])[] {
  const of = (name: string) => results.filter(({ job }) => job.given.loss === name);
  return of('logistic').map(({ job, evidence }) => [
    evidence,
    of('linear').find((other) => other.job.seed === job.seed)!.evidence,
  ]);
}
