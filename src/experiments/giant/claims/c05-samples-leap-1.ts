import { linearTargetAlignment } from '../../../theory/giant-step-laws-linear.ts';
import { type Claim, learningControls } from '../../claim.ts';
import { alignmentFigure } from './alignment-figure.ts';
import { atPower, type SlopeLaw, slopeFinding, stepJobs } from './alignment-slopes.ts';
import { firstStep, type StepEvidence, type StepJob } from './first-step.ts';

const POWERS = [0.25, 0.5, 0.75, 1];
const FULL = { inputDims: [128, 256, 512, 1024], seeds: [1200, 400, 120, 40] };
const QUICK = { inputDims: [32, 512], seeds: [420, 190, 100, 55] };

const law: SlopeLaw = {
  leap: 1,
  tolerance: 0.06,
  at: (inputDim, batchSize) => linearTargetAlignment(inputDim, batchSize, 1),
};

/** C5: a target of leap 1 takes n ~ d. */
export const samplesForLeapOne: Claim<StepJob, StepEvidence> = {
  id: 'C5',
  name: 'giant/samples-leap-1',
  title: 'A linear part takes n ~ d samples',
  source: 'arXiv 2305.18270; law derived',
  statement:
    'After one step towards f* = z₁ with n = d^(1−δ) samples neurons align with it as d^(−min(1, δ)/2): only n ~ d is enough.',
  prediction:
    'slope of ln alignment in ln d as the law at finite d has it, mean of the ratio over the samples a neuron sees: −0.36, −0.22, −0.09, −0.01 at n = d^0.25, d^0.5, d^0.75, d',
  work: firstStep,
  jobs(plan) {
    const { inputDims, seeds } = plan.quick ? QUICK : FULL;
    const batches = POWERS.map((power, i) => ({ power, inputDims, seeds: seeds[i]! }));
    return stepJobs(plan, { width: 8, expression: 'z1' }, batches);
  },
  judge: (results, alpha) => POWERS.map((power) => slopeFinding(results, law, power, alpha / POWERS.length)),
  controls: [learningControls[0]!],
  figure: (results, command) =>
    alignmentFigure({
      results,
      command,
      title: 'A linear part takes n ~ d samples',
      target: 'z₁',
      series: POWERS.map((power) => ({ power, results: atPower(results, power), law: law.at })),
    }),
};
