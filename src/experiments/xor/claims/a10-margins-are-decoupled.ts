import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { marginAfter } from '../../../theory/xor.ts';
import { type Claim, type Finding, learningControls } from '../../claim.ts';
import { type Measured, ofAll } from '../../evidence.ts';
import { type Course, type CourseJob, course } from './course.ts';
import { extremeMargins, firstMarginTime, marginJobs } from './margin-course.ts';

/** T = 9, 12, … 21 in 64 dimensions, each until three later. */
const WINDOW = 3;
const WINDOWS = [0, 1, 2, 3, 4];

/** Mean d ln γ/dT over a window, over the same of the margin equation started at the measured γ. */
function relativeRate(of: Course, start: number, which: 'smallest' | 'largest'): Measured {
  const before = extremeMargins(of, start)?.[which];
  const after = extremeMargins(of, start + WINDOW)?.[which];
  if (before === undefined || after === undefined) return null;
  return log(after / before) / log(marginAfter(before, WINDOW, 2) / before);
}

/** A10: once neurons are heavy, each cluster's margin grows by itself. */
export const marginsAreDecoupled: Claim<CourseJob, Course> = {
  id: 'A10',
  name: 'xor/margins-are-decoupled',
  title: 'Each cluster margin obeys its own equation',
  source: 'arXiv 2309.15111; equation derived',
  statement: 'In phase 2 the margin of a cluster grows at a rate that depends on nothing but itself.',
  prediction:
    'd ln γ/dT = √2/(1 + e^γ), for the smallest and for the largest of the four, within 6 % on average over each of five windows of 3 from T = 9 on (d = 64; later by 1.25 ln of a factor on d)',
  work: course,
  jobs: marginJobs,
  judge(results, alpha) {
    const finding = (which: 'smallest' | 'largest', window: number): Finding => {
      const rates = results.map(({ job, evidence }) =>
        relativeRate(evidence, firstMarginTime(job.given) + window * WINDOW, which),
      );
      return {
        quantity: `growth of the ${which} margin over predicted, window ${window + 1}`,
        ...ofAll(rates, (present) => meanOf(present, alpha / (2 * WINDOWS.length))),
        expected: 1,
        tolerance: [0.94, 1.06],
      };
    };
    return WINDOWS.flatMap((window) => [finding('smallest', window), finding('largest', window)]);
  },
  controls: [...learningControls, { name: 'frozen second layer', settings: { secondLayerRate: 0 } }],
};
