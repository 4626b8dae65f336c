import { hermite } from '../../../formulas/functions.ts';
import { normalDensity } from '../../../numerics/normal.ts';
import type { Claim, Work } from '../../claim.ts';

interface Job {
  /** Draws nothing. */
  readonly seed: number;
}

/** c_0, c_1, …: null where an integral is not finite. */
interface Evidence {
  readonly coefficients: readonly (number | null)[];
}

const HIGHEST = 8;
/** Beyond it He_8(x)² φ(x) is below 1e-22. */
const END = 14;
const INTERVALS = 2800;

/** ∫₀^END by Simpson's rule. */
function integral(of: (x: number) => number): number {
  const step = END / INTERVALS;
  let sum = of(0) + of(END);
  for (let i = 1; i < INTERVALS; i++) sum += (i % 2 === 1 ? 4 : 2) * of(i * step);
  return (sum * step) / 3;
}

/** Integrated on both sides of the kink at 0. */
const coefficients: Work<Job, Evidence> = {
  name: 'hermite-coefficients',
  run({ seed }, lab) {
    const { activation } = lab.start({ inputDim: 2, width: 2 }, seed, 'giant/steps').run.network;
    const term = (k: number, x: number) => activation.value(x) * hermite(k, x) * normalDensity(x);
    const all = Array.from({ length: HIGHEST + 1 }, (_, k) => integral((x) => term(k, x) + term(k, -x)));
    return { coefficients: all.map((c) => (Number.isFinite(c) ? c : null)) };
  },
};

const TOLERANCE = 1e-5;

/** c_0 = φ(0), c_1 = 1/2, then c_k = He_(k−2)(0) φ(0): the second derivative of ReLU is a point mass at 0. */
const expected = (k: number) => (k === 1 ? 0.5 : normalDensity(0) * (k === 0 ? 1 : hermite(k - 2, 0)));

/** C1: what ReLU sees of each degree. */
export const hermiteCoefficients: Claim<Job, Evidence> = {
  id: 'C1',
  name: 'giant/hermite-coefficients',
  title: 'ReLU sees no odd degree from the third on',
  source: 'derived; used in arXiv 2305.18270',
  statement:
    'ReLU has Hermite coefficients c_k = E[σ(x) He_k(x)] of every even degree, and of degree 1, and of no other.',
  prediction: 'c_0 = 1/√(2π), c_1 = 1/2, c_k = He_(k−2)(0)/√(2π); quadrature on both sides of the kink',
  work: coefficients,
  jobs: ({ seed }) => [{ seed }],
  judge: ([result]) =>
    result!.evidence.coefficients.map((c, k) => ({
      quantity: `c_${k} of the activation`,
      estimate: c,
      interval: [c ?? -Infinity, c ?? Infinity],
      expected: expected(k),
      tolerance: [expected(k) - TOLERANCE, expected(k) + TOLERANCE],
    })),
  controls: [
    {
      name: 'a cubic part',
      settings: {
        activation: 'hermite',
        hermite: Array.from({ length: HIGHEST + 1 }, (_, k) => (k === 3 ? 0.1 : expected(k))),
      },
    },
  ],
};
