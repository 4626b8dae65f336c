import { log } from '../../../numerics/elementary.ts';
import { slopeOf } from '../../../numerics/inference.ts';
import { slope } from '../../../numerics/statistics.ts';
import { Misuse } from '../../../settings/misuse.ts';
import { firstLayerKernel } from '../../../theory/arc-cosine-kernel.ts';
import { cubeSpectrum, interpolationError } from '../../../theory/kernel-spectrum.ts';
import { type Claim, type Finding, learningControls, type Plan, type Result } from '../../claim.ts';
import { MOST_INPUTS } from '../kernel/interpolation.ts';
import { errorEstimate } from './error-estimate.ts';
import { type KernelJob, kernelRegression } from './kernel-regression.ts';
import { kernelSamplesFigure } from './kernel-samples-figure.ts';

type Evidence = { readonly error: number | null };
type Results = readonly Result<KernelJob, Evidence>[];

/** Training sets as multiples c of d². */
const SHARES = [0.125, 0.25, 0.5, 1, 2];
const DIMS = [16, 32, 48, 64];
const QUICK_DIMS = [16, 24, 32];
/** Largest training set: the Gram matrix is multiplied some fifty to a hundred times. */
const MOST_SAMPLES = 2304;
const MOST_QUICK_SAMPLES = 512;
const TEST_SIZE = 2000;

/** As in the table of claims. */
const ERROR_TOLERANCE = 0.04;
/** The error that marks the samples needed: reached between c = 1/4 and 1/2. */
const LEVEL = 0.1;
/**
 * To fit polynomials of degree l a kernel needs some d^l samples: exponents are integers, and half the way to the
 * next tells 2 from 1 and 3. At these d the closed form has 1.90, rising to 2: d + 1 samples go to lower degrees.
 */
const SLOPE_TOLERANCE = 0.5;

const share = ({ samples, inputDim }: KernelJob) => samples / (inputDim * inputDim);

/** A fall of the error from n = d²/4 to d²/2 that is no fall. */
const LEAST_FALL = 0.05;

/** ln n at which the line through two training sets passes the level; undefined when the error does not fall. */
function needed(few: Error, many: Error): number | undefined {
  if (few.error - many.error < LEAST_FALL) return undefined;
  const [from, to] = [log(few.samples), log(many.samples)];
  return from + ((to - from) * (few.error - LEVEL)) / (few.error - many.error);
}

interface Error {
  readonly samples: number;
  readonly error: number;
}

const predicted = (inputDim: number, samples: number): Error => ({
  samples,
  error: interpolationError(cubeSpectrum(firstLayerKernel(inputDim)), samples),
});

/** Each seed's ln n beside ln d; empty when the error of one does not fall. */
function needs(results: Results): { logDim: number; logSamples: number }[] {
  const pairs = results
    .filter(({ job }) => share(job) === 0.25)
    .flatMap((few) => {
      const { inputDim, seed } = few.job;
      const many = results.find(
        ({ job }) => job.inputDim === inputDim && job.seed === seed && share(job) === 0.5,
      );
      return many ? [[few, many] as const] : [];
    });
  const points = pairs.map(([few, many]) => ({
    logDim: log(few.job.inputDim),
    logSamples: needed(
      { samples: few.job.samples, error: few.evidence.error ?? 0.5 },
      { samples: many.job.samples, error: many.evidence.error ?? 0.5 },
    ),
  }));
  return points.some(({ logSamples }) => logSamples === undefined)
    ? []
    : (points as ReturnType<typeof needs>);
}

function growth(results: Results, alpha: number): Finding {
  const points = needs(results);
  const dims = [...new Set(results.filter(({ job }) => share(job) === 0.5).map(({ job }) => job.inputDim))];
  const theory = dims.map((d) => needed(predicted(d, d * d * 0.25), predicted(d, d * d * 0.5)) ?? 0);
  const estimate = slopeOf(
    points.map(({ logDim }) => logDim),
    points.map(({ logSamples }) => logSamples),
    alpha,
  );
  return {
    quantity: `slope of ln n to ${LEVEL * 100} % error in ln d`,
    ...estimate,
    expected: `2; ${slope(dims.map(log), theory).toFixed(2)} at these d by the closed form`,
    tolerance: [2 - SLOPE_TOLERANCE, 2 + SLOPE_TOLERANCE],
  };
}

type Group = readonly [Results[number], ...Results[number][]];

/** Results of equal dimension and training set, by dimension, then size. */
function groups(results: Results): Group[] {
  const keys = [...new Set(results.map(({ job }) => `${job.inputDim} ${job.samples}`))];
  return keys
    .map((key) => results.filter(({ job }) => `${job.inputDim} ${job.samples}` === key) as [Results[number]])
    .sort(([{ job: a }], [{ job: b }]) => a.inputDim - b.inputDim || a.samples - b.samples);
}

function error(group: Group, alpha: number): Finding {
  const { inputDim, samples } = group[0].job;
  const errors = group.flatMap(({ evidence }) => evidence.error ?? []);
  const expected = predicted(inputDim, samples).error;
  return {
    quantity: `test error, d = ${inputDim}, n = ${share(group[0].job)} d²`,
    ...errorEstimate(errors.length === group.length ? errors : [], group[0].job.testSize, alpha),
    expected,
    tolerance: [expected - ERROR_TOLERANCE, expected + ERROR_TOLERANCE],
  };
}

/** More seeds where errors scatter and cost little. */
function seedCount(samples: number, quick: boolean): number {
  if (quick) return samples <= 256 ? 18 : 10;
  if (samples <= 300) return 64;
  return samples <= 1200 ? 16 : 8;
}

function inputDims({ quick, dimFactor }: Pick<Plan, 'quick' | 'dimFactor'>): number[] {
  const dims = quick ? QUICK_DIMS : DIMS;
  const allowed = Math.floor(MOST_INPUTS / Math.max(...dims));
  if (dimFactor <= allowed) return dims.map((dim) => dim * dimFactor);
  throw new Misuse(
    `A16 counts up to ${MOST_INPUTS} inputs that differ, so --dim-factor must be at most ${allowed}, got ${dimFactor}`,
  );
}

/** A16: a kernel that does not depend on the direction of x needs some d² samples. */
export const kernelSamples: Claim<KernelJob, Evidence> = {
  id: 'A16',
  name: 'xor/kernel-samples',
  title: 'A kernel needs d² samples',
  source: 'Wei, Lee, Liu, Ma 2019, as arXiv 2309.15111 has it; closed form derived',
  statement:
    'To learn XOR a kernel that is invariant to rotations needs a number of samples that grows as d².',
  prediction:
    'interpolation with ρκ₀(ρ): error as the closed form has it, far from 0 at n = d²/8 and near 0 at n = d² whatever d; ' +
    'n to 10 % error grows as d²',
  work: kernelRegression,
  jobs({ quick, seed, dimFactor }) {
    const most = (quick ? MOST_QUICK_SAMPLES * dimFactor : MOST_SAMPLES) * dimFactor;
    const sizes = inputDims({ quick, dimFactor })
      .flatMap((inputDim) => SHARES.map((c) => ({ inputDim, samples: c * inputDim * inputDim })))
      .filter(({ samples }) => samples <= most)
      .sort((a, b) => b.samples - a.samples);
    return sizes.flatMap(({ inputDim, samples }) =>
      Array.from({ length: seedCount(samples / dimFactor, quick) }, (_, k) => ({
        inputDim,
        samples,
        testSize: TEST_SIZE,
        seed: seed + k,
      })),
    );
  },
  judge(results, alpha) {
    const sets = groups(results);
    const part = alpha / (sets.length + 1);
    return [growth(results, part), ...sets.map((group) => error(group, part))];
  },
  controls: learningControls.filter(({ name }) => name === 'random labels'), // a kernel has no layer to freeze
  figure: kernelSamplesFigure,
};
