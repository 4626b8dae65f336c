import { describe, expect, it } from 'vitest';
import {
  gradientAlignment,
  leapTwoAlignment,
  meanLeapTwoAlignment,
  predictedSlope,
  rowAlignment,
  type SingleIndexStep,
  type StudentMoments,
  samplesAt,
  secondStepRatio,
  sphereMean,
  undersampledExponent,
} from './giant-step-laws.ts';
import { linearTargetAlignment, linearTargetAlignmentOfMeans } from './giant-step-laws-linear.ts';

const density = 1 / Math.sqrt(2 * Math.PI);
const relu: StudentMoments = { coefficients: [density, 0.5, density, 0, -density, 0], slopeSquare: 0.5 };
const cubic: StudentMoments = { coefficients: [0, 1, 1, 1], slopeSquare: 2.5 };
const towards = (leap: number, activation: StudentMoments): SingleIndexStep => ({
  leap,
  scale: 1,
  stepSize: (d) => d ** ((leap - 1) / 2),
  activation,
});

describe('the first gradient at leap 1', () => {
  it('aligns as the two targets of the paper’s notebook were seen to', () => {
    const cosines = (mean: number, secondMoment: number, linearSquare: number) =>
      [1, 4, 16].map((share) =>
        Math.sqrt(gradientAlignment({ mean, secondMoment, linearSquare }, share)).toFixed(3),
      );
    expect(cosines(0.5, 5, 4.25)).toEqual(['0.543', '0.784', '0.919']);
    expect(cosines(0, 1.5, 0.5)).toEqual(['0.378', '0.632', '0.853']);
  });

  it('is 1/(1 + 2 (d/n) E[f*²]/‖C_1‖²) for centered labels', () => {
    const target = { mean: 0, secondMoment: 3, linearSquare: 1.25 };
    expect(gradientAlignment(target, 2.5)).toBeCloseTo(1 / (1 + (2 / 2.5) * (3 / 1.25)), 12);
  });
});

describe('rows after a step towards z_1', () => {
  it('end at √(1/5) with many samples for many inputs', () => {
    expect(linearTargetAlignmentOfMeans(1e6, 1e10, 1)).toBeCloseTo(Math.sqrt(0.2), 4);
  });

  it('have a mean of the ratio by hand where a neuron sees one sample or none', () => {
    // m = 1 with probability 1/2: s = x², a Gaussian squared; the sum below is a plain trapezoid over x
    const [d, c] = [50, 3];
    let mean = 0;
    for (let x = -10; x < 10; x += 0.001) {
      const along = c * c * x ** 4;
      const share = (1 / d + along) / (1 + along + c * c * (d - 1) * x * x);
      mean += 0.001 * density * Math.exp((-x * x) / 2) * share;
    }
    expect(linearTargetAlignment(d, 1, c) ** 2).toBeCloseTo(0.5 / d + 0.5 * mean, 5);
  });

  it('have the ratio of means where many samples leave no chance', () => {
    expect(linearTargetAlignment(400, 3000, 1)).toBeCloseTo(linearTargetAlignmentOfMeans(400, 3000, 1), 3);
  });
});

describe('leap 2', () => {
  it('has the mean cos² of the table', () => {
    const means = [0.5, 1, 4].map((share) => meanLeapTwoAlignment(128, share * 128 * 128));
    for (const [i, expected] of [0.186, 0.277, 0.493].entries()) expect(means[i]).toBeCloseTo(expected, 2);
  });

  it('is half aligned where signal and noise are equal', () => {
    expect(leapTwoAlignment((Math.PI * 40) / (2 * 500), 40, 500)).toBeCloseTo(0.5, 12);
  });

  it('averages over the sphere: E[w_1²] = 1/d and E[w_1⁴] = 3/(d (d + 2))', () => {
    for (const d of [3, 4, 17, 300]) {
      expect(d * sphereMean(d, (w) => w * w)).toBeCloseTo(1, 3);
      expect(d * (d + 2) * sphereMean(d, (w) => w ** 4)).toBeCloseTo(3, 2);
    }
  });
});

describe('exponents', () => {
  it('of too small batches are −min(1, δ)/2 of the norm, the limit of the laws at finite d', () => {
    expect([0, 0.5, 1, 1.5].map(undersampledExponent)).toEqual([-0, -0.25, -0.5, -0.5]);
    const dims = [1e5, 1e6];
    for (const [leap, student] of [
      [2, relu],
      [3, cubic],
    ] as const) {
      const law = (d: number, n: number) => rowAlignment(towards(leap, student), d, n);
      for (const delta of [0, 0.5, 1.5]) {
        const slope = predictedSlope(law, dims, leap - delta);
        expect(slope).toBeCloseTo(undersampledExponent(delta), 1);
      }
    }
  });

  it('are −1/2 for ReLU at leap 3 however large the batch: its c_3 is 0', () => {
    for (const power of [1.5, 2.5, 3]) {
      const law = (d: number, n: number) => rowAlignment(towards(3, relu), d, n);
      expect(predictedSlope(law, [1e4, 1e5], power)).toBeCloseTo(-0.5, 2);
    }
  });

  it('round samples, of which there is at least one', () => {
    expect([samplesAt(16, 1.5), samplesAt(128, 0.25), samplesAt(2, -4)]).toEqual([64, 3, 1]);
  });
});

it('the second step sees v by 2 φ(0) √2 cos θ of u', () => {
  expect(secondStepRatio(1)).toBeCloseTo(1.128, 3);
  expect(secondStepRatio(0.516)).toBeCloseTo(0.583, 2);
});
