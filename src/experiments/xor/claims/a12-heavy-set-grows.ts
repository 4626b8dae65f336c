import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { type Claim, type Finding, learningControls } from '../../claim.ts';
import { type Measured, ofAll } from '../../evidence.ts';
import { type Course, type CourseJob, course, valueAt } from './course.ts';
import { defaultJobs, timeFromPhase1 } from './default-course.ts';

/** T = 4.5, 8, 12 and 20 in 100 dimensions. */
const OFFSETS = [-1.3, 2.2, 6.2, 14.2];

interface Observed {
  readonly job: CourseJob;
  readonly evidence: Course;
}

const heavyAt = ({ job, evidence }: Observed, offset: number) =>
  valueAt(evidence, 'heavyFraction', timeFromPhase1(job.given, offset));

function heavyIncrease(observed: Observed, k: number): Measured {
  const [before, after] = [heavyAt(observed, OFFSETS[k - 1]!), heavyAt(observed, OFFSETS[k]!)];
  return before === null || after === null ? null : after - before;
}

/** Decades by which the ‖w‖²-weighted median of perpendicular over signal falls until a time. */
function decades({ job, evidence }: Observed, offset: number): Measured {
  const start = valueAt(evidence, 'signalRatio', 0);
  const end = valueAt(evidence, 'signalRatio', timeFromPhase1(job.given, offset));
  return start === null || end === null ? null : log(end / start) / Math.LN10;
}

/** A12: nearly every neuron becomes heavy. */
export const heavySetGrows: Claim<CourseJob, Course> = {
  id: 'A12',
  name: 'xor/heavy-set-grows',
  title: 'The heavy set grows and the rest shrinks',
  source: 'arXiv 2309.15111; numbers derived',
  statement:
    'The set of neurons that are nearly all signal grows to nearly all of them, and what is not signal shrinks relative to it.',
  prediction:
    'the share with ‖w_perp‖ + ‖w_opp‖ < 0.3 ‖w_sig‖ rises from each of T = 4.5, 8, 12, 20 to the next and exceeds 0.9 at the last (d = 100; later by 1.25 ln of a factor on d); perpendicular over signal falls by three decades',
  work: course,
  jobs: defaultJobs,
  judge(results, alpha) {
    const mean = (values: readonly Measured[]) => ofAll(values, (present) => meanOf(present, alpha / 5));
    const rises = [1, 2, 3].map(
      (k): Finding => ({
        quantity: `increase of the heavy share, look ${k} to ${k + 1}`,
        ...mean(results.map((result) => heavyIncrease(result, k))),
        expected: 'above 0',
        tolerance: [0, Infinity],
      }),
    );
    return [
      {
        quantity: 'heavy share at T = 20',
        ...mean(results.map((result) => heavyAt(result, OFFSETS[3]!))),
        expected: 'above 0.9',
        tolerance: [0.9, Infinity],
      },
      ...rises,
      {
        quantity: 'decades by which perpendicular over signal falls until T = 20',
        ...mean(results.map((result) => decades(result, OFFSETS[3]!))),
        expected: 'at least 3',
        tolerance: [3, Infinity],
      },
    ];
  },
  controls: learningControls,
};
