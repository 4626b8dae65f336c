import { rowAlignment } from '../../../theory/giant-step-laws.ts';
import { type Claim, learningControls } from '../../claim.ts';
import { alignmentFigure } from './alignment-figure.ts';
import { atPower, type SlopeLaw, slopeFinding, stepJobs } from './alignment-slopes.ts';
import { firstStep, type StepEvidence, type StepJob } from './first-step.ts';
import { leapTwo } from './leap-steps.ts';

const FULL_DIMS = [32, 64, 128, 256];
const FULL = [
  { power: 1, inputDims: FULL_DIMS, seeds: 200 },
  { power: 1.5, inputDims: FULL_DIMS, seeds: 100 },
  { power: 2, inputDims: FULL_DIMS, seeds: 30 },
];
/** The fewer samples, the higher d has to be for what the law leaves out, of relative size 1/n, to be small. */
const QUICK = [
  { power: 1, inputDims: [96, 384], seeds: 170 },
  { power: 1.5, inputDims: [32, 128], seeds: 76 },
  { power: 2, inputDims: [24, 96], seeds: 34 },
];
const POWERS = FULL.map(({ power }) => power);

const law: SlopeLaw = {
  leap: 2,
  tolerance: 0.15,
  at: (inputDim, batchSize) => rowAlignment(leapTwo, inputDim, batchSize),
};

/** C6: a target of leap 2 takes n ~ d². */
export const samplesForLeapTwo: Claim<StepJob, StepEvidence> = {
  id: 'C6',
  name: 'giant/samples-leap-2',
  title: 'A target of leap 2 takes n ~ d² samples',
  source: 'arXiv 2305.18270; law at finite d derived',
  statement:
    'After one step of η = p √d towards f* = He₂(z₁)/√2 with n = d^(2−δ) samples neurons align with it as d^(−min(1, δ)/2): only n ~ d² is enough.',
  prediction:
    'slope of ln alignment in ln d as the law at finite d has it: −0.42, −0.26, −0.04 at n = d, d^1.5, d², on the way to −0.5, −0.25, 0',
  work: firstStep,
  jobs(plan) {
    const settings = { width: 32, expression: 'He2(z1)/sqrt(2)', dimPower: 0.5 };
    return stepJobs(plan, settings, plan.quick ? QUICK : FULL);
  },
  judge: (results, alpha) => POWERS.map((power) => slopeFinding(results, law, power, alpha / POWERS.length)),
  controls: [learningControls[0]!],
  figure: (results, command) =>
    alignmentFigure({
      results,
      command,
      title: 'A target of leap 2 takes n ~ d² samples',
      target: 'He₂(z₁)/√2',
      series: POWERS.map((power) => ({ power, results: atPower(results, power), law: law.at })),
    }),
};
