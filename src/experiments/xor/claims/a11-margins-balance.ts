import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { marginAfter } from '../../../theory/xor.ts';
import { type Claim, type Finding, learningControls } from '../../claim.ts';
import { type Measured, ofAll } from '../../evidence.ts';
import { type Course, type CourseJob, course } from './course.ts';
import { extremeMargins, firstMarginTime, marginJobs } from './margin-course.ts';

/** Time between two looks: drops are then several times their spread over seeds. */
const INTERVAL = 3;
const INTERVALS = [0, 1, 2, 3, 4];

/** One after the margins are first held against their equation: T = 10 in 64 dimensions. */
const startOf = ({ given }: CourseJob) => firstMarginTime(given) + 1;

/** ln(γ_max/γ_min). */
function imbalance(of: Course, time: number): Measured {
  const margins = extremeMargins(of, time);
  return margins && log(margins.largest / margins.smallest);
}

/** ln of the share of it left from one look to the next: a scale on which seeds with few and many neurons to balance are alike. */
function change({ job, evidence }: { job: CourseJob; evidence: Course }, interval: number): Measured {
  const time = startOf(job) + interval * INTERVAL;
  const [before, after] = [imbalance(evidence, time), imbalance(evidence, time + INTERVAL)];
  return before === null || after === null ? null : log(after / before);
}

/** What is left of it at the end, less what the margin equation leaves of the measured start. */
function excess({ job, evidence }: { job: CourseJob; evidence: Course }): Measured {
  const duration = INTERVALS.length * INTERVAL;
  const margins = extremeMargins(evidence, startOf(job));
  const end = imbalance(evidence, startOf(job) + duration);
  if (!margins || end === null) return null;
  const [smallest, largest] = [margins.smallest, margins.largest].map((m) => marginAfter(m, duration, 2));
  return end - log(largest! / smallest!);
}

/** A11: margins that start apart come together. */
export const marginsBalance: Claim<CourseJob, Course> = {
  id: 'A11',
  name: 'xor/margins-balance',
  title: 'The four margins balance',
  source: 'arXiv 2309.15111; equation derived',
  statement: 'The ratio of the largest cluster margin to the smallest falls all through phase 2.',
  prediction:
    'd ln(γ_max/γ_min)/dT = √2/(1 + e^γ_max) − √2/(1 + e^γ_min) < 0: it falls over each of five intervals of 3 from T = 10 on (d = 64), and ends within 6 % of what the equation makes of its start',
  work: course,
  jobs: marginJobs,
  judge(results, alpha) {
    const share = alpha / (INTERVALS.length + 1);
    const falls = INTERVALS.map(
      (interval): Finding => ({
        quantity: `ln of the share of ln(largest/smallest margin) left after interval ${interval + 1}`,
        ...ofAll(
          results.map((result) => change(result, interval)),
          (changes) => meanOf(changes, share),
        ),
        expected: 'below 0',
        tolerance: [-Infinity, 0],
      }),
    );
    return [
      ...falls,
      {
        quantity: 'ln(largest/smallest margin) at the end, less that of the equation',
        ...ofAll(results.map(excess), (values) => meanOf(values, share)),
        expected: 0,
        tolerance: [-0.06, 0.06],
      },
    ];
  },
  controls: learningControls,
};
