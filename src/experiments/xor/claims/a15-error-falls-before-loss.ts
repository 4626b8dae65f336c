import { meanOf } from '../../../numerics/inference.ts';
import { type Claim, learningControls } from '../../claim.ts';
import { type Measured, ofAll } from '../../evidence.ts';
import { arrivals } from './arrivals.ts';
import { type Course, type CourseJob, course, timeBelow, valueAt } from './course.ts';
import { defaultJobs } from './default-course.ts';

/** Time from an error below 5 % to a loss below 1. */
function lead(of: Course): Measured {
  const [error, loss] = [timeBelow(of, 'testError', 0.05), timeBelow(of, 'testLoss', 1)];
  return error === null || loss === null ? null : loss - error;
}

/** Loss when the error first is below 5 %, as a share of 2 ln 2. */
function lossShare(of: Course): Measured {
  const time = timeBelow(of, 'testError', 0.05);
  const loss = time === null ? null : valueAt(of, 'testLoss', time);
  return loss === null ? null : loss / (2 * Math.LN2);
}

/** A15: the network is right long before it is sure. */
export const errorFallsBeforeLoss: Claim<CourseJob, Course> = {
  id: 'A15',
  name: 'xor/error-falls-before-loss',
  title: 'The error falls long before the loss',
  source: 'arXiv 2309.15111; numbers derived',
  statement: 'Finding the signal makes the error small; the loss waits for the margins, which phase 2 grows.',
  prediction:
    'the error is below 5 % while margins are still near θ²: the loss has lost less than 5 % of its start 2 ln 2 then, and is below 1 only later, by more than 5 units of time (derived: phase 1 ends at 1.25 ln d, the margin 0.43 of loss 1 comes about ln(1.68/θ)/0.354 − 1 later, 7 at θ = 0.1)',
  work: course,
  jobs: defaultJobs,
  judge(results, alpha) {
    const mean = (values: readonly Measured[]) => ofAll(values, (present) => meanOf(present, alpha / 3));
    return [
      {
        quantity: 'T(loss < 1) − T(error < 5 %)',
        ...mean(results.map(({ evidence }) => lead(evidence))),
        expected: 'above 5',
        tolerance: [5, Infinity],
      },
      {
        quantity: 'loss at T(error < 5 %), a share of its start',
        ...mean(results.map(({ evidence }) => lossShare(evidence))),
        expected: 'above 0.95',
        tolerance: [0.95, Infinity],
      },
      arrivals(results, (evidence) => lead(evidence) !== null, alpha / 3),
    ];
  },
  controls: learningControls,
};
