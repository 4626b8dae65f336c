import {
  predictedSlope,
  rowAlignment,
  type StudentMoments,
  undersampledExponent,
} from '../../../theory/giant-step-laws.ts';
import { type Claim, type Finding, learningControls } from '../../claim.ts';
import { alignmentFigure } from './alignment-figure.ts';
import { alignmentSlope, atPower, dimsOf, type StepResults, stepJobs } from './alignment-slopes.ts';
import { firstStep, type StepEvidence, type StepJob } from './first-step.ts';
import { leapThree, reluMoments } from './leap-steps.ts';

const FULL_DIMS = [16, 24, 32, 48];
const FULL = [
  { power: 1.5, inputDims: FULL_DIMS, seeds: 600 },
  { power: 2, inputDims: FULL_DIMS, seeds: 500 },
  { power: 2.5, inputDims: FULL_DIMS, seeds: 300 },
  { power: 3, inputDims: FULL_DIMS, seeds: 200 },
];
const QUICK = [
  { power: 1.5, inputDims: [12, 36], seeds: 210 },
  { power: 3, inputDims: [8, 24], seeds: 150 },
];
const POWERS = FULL.map(({ power }) => power);

const TOLERANCE = 0.15;

/** He₁ + He₂/2 + He₃/6, and its E[σ′²] = Σ c_k²/(k − 1)!. */
const HERMITE = [0, 1, 1, 1];
const cubicMoments: StudentMoments = { coefficients: HERMITE, slopeSquare: 2.5 };

const students = [
  { name: 'ReLU', activation: 'relu', moments: reluMoments, settings: { activation: 'relu' } },
  {
    name: 'He₁+He₂/2+He₃/6',
    activation: 'hermite',
    moments: cubicMoments,
    settings: { activation: 'hermite', hermite: HERMITE },
  },
] as const;
type Student = (typeof students)[number];

const lawOf =
  ({ moments }: Student) =>
  (inputDim: number, batchSize: number) =>
    rowAlignment(leapThree(moments), inputDim, batchSize);

const ofStudent = (results: StepResults, { activation }: Student) =>
  results.filter(({ job }) => job.settings.activation === activation);

/** ReLU has c_3 = 0: what falls into the span of the target is noise, 1/√d of it. */
const asymptotic = ({ activation }: Student, power: number) =>
  activation === 'relu' ? -0.5 : undersampledExponent(3 - power);

function slopeAt(results: StepResults, student: Student, power: number, alpha: number): Finding {
  const own = atPower(ofStudent(results, student), power);
  const expected = predictedSlope(lawOf(student), dimsOf(own), power);
  return {
    quantity: `slope of ln alignment in ln d at n = d^${power}, ${student.name} (${asymptotic(student, power)} as d → ∞)`,
    ...alignmentSlope(own, alpha),
    expected,
    tolerance: [expected - TOLERANCE, expected + TOLERANCE],
  };
}

/** C17: a target of leap 3 takes n ~ d³, and ReLU never sees it. */
export const leapThreeBlindSpot: Claim<StepJob, StepEvidence> = {
  id: 'C17',
  name: 'giant/leap-3',
  title: 'Leap 3 takes n ~ d³ samples, and ReLU is blind to it',
  source: 'arXiv 2305.18270; ReLU’s blindness and the law at finite d derived',
  statement:
    'After one step of η = p d towards f* = He₃(z₁) with n = d^(3−δ) samples neurons align with it as d^(−min(1, δ)/2) where c_3 ≠ 0; with ReLU, whose c_3 is 0, as 1/√d however many samples.',
  prediction:
    'slope of ln alignment in ln d at n = d^1.5, d², d^2.5, d³ as the law at finite d has it: −0.35, −0.33, −0.23, −0.09 where c_3 = 1, on the way to −0.5, −0.5, −0.25, 0, and −0.35 at every n for ReLU, on the way to −0.5',
  work: firstStep,
  jobs(plan) {
    const given = { width: 32, expression: 'He3(z1)', dimPower: 1 };
    return students.flatMap(({ settings }) =>
      stepJobs(plan, { ...given, ...settings }, plan.quick ? QUICK : FULL),
    );
  },
  judge(results, alpha) {
    const powers = POWERS.filter((power) => atPower(results, power).length > 0);
    const part = alpha / (students.length * powers.length);
    return students.flatMap((student) => powers.map((power) => slopeAt(results, student, power, part)));
  },
  controls: [
    learningControls[0]!,
    { name: 'no cubic part', settings: { activation: 'hermite', hermite: [0, 1, 1, 0] } },
  ],
  figure: (results, command) =>
    alignmentFigure({
      results,
      command,
      title: 'Leap 3 takes n ~ d³ samples, and ReLU is blind to it',
      target: 'He₃(z₁)',
      series: students.flatMap((student) =>
        POWERS.map((power) => ({
          power,
          panel: student.name,
          results: atPower(ofStudent(results, student), power),
          law: lawOf(student),
        })),
      ),
    }),
};
