import { log } from '../../../numerics/elementary.ts';
import { meanOf } from '../../../numerics/inference.ts';
import { lateLoss } from '../../../theory/xor.ts';
import { type Claim, type Finding, learningControls } from '../../claim.ts';
import { type Measured, ofAll, seedsOf } from '../../evidence.ts';
import { type Course, type CourseJob, course, valueAt } from './course.ts';

const INIT_SCALE = 0.1;

/** Full runs go on to the last, quick ones to the second. */
const TIMES = [50, 100, 300, 1000];

/** √2/(T ln T), the leading term of the loss for T → ∞. */
const leading = (time: number) => Math.SQRT2 / (time * log(time));

/** A25: the loss falls like 1/(T ln T). */
export const lateLaw: Claim<CourseJob, Course> = {
  id: 'A25',
  name: 'xor/late-law',
  title: 'Late, the loss falls like √2/(T ln T)',
  source: 'derived from arXiv 2309.15111',
  statement:
    'Once margins are large the loss falls like 1/(T ln T), no faster: a power of it needs a power of the time.',
  prediction:
    'loss 2 ln(1 + e^−γ) with γ′ = √2 γ/(1 + e^γ) and γ = 1 when the margins are predicted to reach 1, within 10 % at T = 50, 100, 300 and 1000. Its leading term √2/(T ln T) is reached so slowly (corrections ln ln T/ln T) that the equation itself is 14 % below it at T = 1000',
  work: course,
  jobs(plan) {
    const { quick, dimFactor } = plan;
    const inputDim = (quick ? 64 : 100) * dimFactor;
    const given = {
      inputDim,
      width: quick ? 64 : 100,
      batchSize: 10 * inputDim,
      stepSize: 0.1,
      initScale: INIT_SCALE,
      testSize: 4000,
    };
    const steps = 10 * (quick ? TIMES[1]! : TIMES[3]!);
    return seedsOf(plan, quick ? 4 : 8).map((seed) => ({
      given: { ...given, steps, measureInterval: 10 },
      seed,
      keep: ['testLoss'],
    }));
  },
  judge(results, alpha) {
    const { given } = results[0]!.job;
    const [inputDim, steps] = [given.inputDim as number, given.steps as number];
    const times = TIMES.filter((time) => time <= 0.1 * steps + 1e-9).reverse();
    const relative = (time: number, to: number): readonly Measured[] =>
      results.map(({ evidence }) => {
        const loss = valueAt(evidence, 'testLoss', time);
        return loss === null ? null : loss / to;
      });
    const finding = (quantity: string, values: readonly Measured[], expected: number): Finding => ({
      quantity,
      ...ofAll(values, (present) => meanOf(present, alpha / (times.length + 1))),
      expected,
      tolerance: [0.9 * expected, 1.1 * expected],
    });
    const last = times[0]!;
    const predicted = (time: number) => lateLoss(time, inputDim, INIT_SCALE);
    return [
      ...times.map((time) =>
        finding(`loss over predicted at T = ${time}`, relative(time, predicted(time)), 1),
      ),
      finding(
        `loss over √2/(T ln T) at T = ${last}, which tends to 1`,
        relative(last, leading(last)),
        predicted(last) / leading(last),
      ),
    ];
  },
  controls: learningControls,
};
